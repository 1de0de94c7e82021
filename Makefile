# For those who like make: each target is a task of ./run, which needs no make.
.PHONY: example fuzz test
example fuzz test:
	@./run $@
