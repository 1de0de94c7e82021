from kernel_builder.command.main import main

main()
