# What can be done here: make help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

LIBRARIES = libzstd-dev libsnappy-dev liblz4-dev zlib1g-dev libdeflate-dev libbrotli-dev \
            libssl-dev libsqlite3-dev libyaml-dev libpcre2-dev pkg-config binutils

LOUVER = .build/release/louver

.PHONY: help build demo test bench bench-memory bench-scale bench-kernels sanitize fuzz reliability escape faults sbom reproducible laws residue install clean packages

help: ## says what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

packages:
	@Scripts/packages.sh $(LIBRARIES)

build: packages ## the release binary, .build/release/louver (LOUVER_GENERIC=1: for processors before x86-64-v3)
	$(SWIFT) build -c release --static-swift-stdlib --product louver

demo: build ## plays the story of Mary and Eric on SampleData
	@SampleData/demo.sh $(LOUVER)

test: packages ## format, warnings, every test, the unsafe fence, file sizes, and other readers where PyPI is reached
	@SWIFT="$(SWIFT)" Scripts/test.sh

sanitize: packages ## every test under the address sanitizer, which looks for leaks as well, and the thread sanitizer
	@SWIFT="$(SWIFT)" Scripts/sanitize.sh

fuzz: packages ## 60 seconds of each fuzzer, under the address sanitizer
	@SWIFT="$(SWIFT)" Scripts/fuzz.sh

reliability: build ## counts files read, rewritten and refused, damaged files survived, and fuzzers' executions
	@SWIFT="$(SWIFT)" Scripts/reliability.sh $(LOUVER)

bench: build ## every job on Louver and on other engines; writes Benchmarks/README.md (needs PyPI, 3 GB of disk, a quiet machine)
	@SWIFT="$(SWIFT)" Benchmarks/run.sh $(LOUVER)

bench-memory: build ## peak memory on row groups of 1 GiB and on 10 000 columns; writes Benchmarks/README.md (needs PyPI, 8 GB of disk)
	@"$$(Scripts/python.sh Benchmarks/requirements.txt)" Benchmarks/memory.py $(LOUVER) --write

bench-scale: build ## how time grows with rows, columns, files and workers; writes Benchmarks/README.md (needs PyPI, 3 GB of disk, a quiet machine)
	@"$$(Scripts/python.sh Benchmarks/requirements.txt)" Benchmarks/scale.py $(LOUVER) --write

bench-kernels: packages ## single kernels against DuckDB, Polars, pyarrow and OpenSSL; writes Benchmarks/README.md (needs PyPI)
	@SWIFT="$(SWIFT)" Benchmarks/kernels.sh

escape: build ## tries to break out of the clean room in every known way, and prints the table
	@Scripts/packages.sh gcc libc6-dev && Tests/Escape/escape.sh $(LOUVER)

faults: build ## kills, starves and cuts off commands at every call, and prints the table
	@Scripts/packages.sh gcc libc6-dev && Tests/Faults/faults.sh $(LOUVER)

sbom: build ## writes the libraries that the program is linked with, with versions and licences, as CycloneDX (louver.cdx.json)
	@SWIFT="$(SWIFT)" python3 Scripts/sbom.py $(LOUVER) >louver.cdx.json && echo "wrote louver.cdx.json"

reproducible: packages ## builds the release twice, at different places, and compares the bytes that are installed
	@SWIFT="$(SWIFT)" Scripts/reproducible.sh

laws: build ## counts the laws of masks and predicates that hold, and random cases that are as an executable model has them
	@SWIFT="$(SWIFT)" Scripts/model.sh $(LOUVER)

residue: build ## shows what would remain in outputs without each protection, and that nothing does with it
	@SWIFT="$(SWIFT)" Scripts/residue.sh $(LOUVER)

install: build ## installs the binary to PREFIX/bin (PREFIX=/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	Scripts/release.sh $(LOUVER) $(DESTDIR)$(PREFIX)/bin/louver

clean: ## removes everything that was built
	rm -rf .build
