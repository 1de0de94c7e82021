from kernel_builder.main import main

main()
