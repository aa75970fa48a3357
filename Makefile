# Everything that CI runs can be run from here. `make help` lists it.

GO       ?= go
FUZZTIME ?= 20s
CASES    ?= 100
ROUNDTRIPS ?= 20
KILLS    ?= 200
DAMAGES  ?= 2000
LOADTIME ?= 60s

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 14

.PHONY: all
all: generate lint test ## run before a commit

.PHONY: generate
generate: ## regenerate the committed packages from the model
	$(GO) generate .

SHARED ?= $(if $(EC2GEN_SHARED),$(EC2GEN_SHARED),../shared)

.PHONY: import
import: ## import AWS's newest model into spec/ec2/2016-11-15
	$(GO) run ./gen/ec2gen import -model $(SHARED)/models/ec2-2026-08-07/service-2.json.gz \
	  -upstream "boto/botocore, botocore/data/ec2/2016-11-15/service-2.json.gz, version 1.43.67 (2026-08-07)" \
	  -out spec/ec2/2016-11-15

.PHONY: update
update: ## import AWS's newest model from BOTOCORE (a clone), date new entries, and regenerate
	$(GO) run ./gen/ec2gen import -model $(BOTOCORE)/botocore/data/ec2/2016-11-15/service-2.json \
	  -upstream "boto/botocore $$(git -C $(BOTOCORE) rev-parse HEAD)" -out spec/ec2/2016-11-15
	$(MAKE) since BOTOCORE=$(BOTOCORE)
	$(MAKE) generate

.PHONY: since
since: ## date new entries of the model by the updates in BOTOCORE
	$(GO) run ./spec/changes/sincegen -repo $(BOTOCORE) -continue

.PHONY: history
history: ## run ec2gen changes on every published update in BOTOCORE
	EC2GEN_BOTOCORE=$(abspath $(BOTOCORE)) $(GO) test -count=1 -v -timeout 60m -run AllUpdates ./spec/changes

UPDATES ?= 120

.PHONY: replay
replay: ## import the newest UPDATES updates in BOTOCORE one after another, with our overlays
	EC2GEN_BOTOCORE=$(abspath $(BOTOCORE)) EC2GEN_UPDATES=$(UPDATES) $(GO) test -count=1 -v -timeout 60m -run TestReplay ./gen/ec2gen

.PHONY: diff
diff: ## print what generate would change; fail if it would change anything
	$(GO) run ./gen/ec2gen diff

.PHONY: test
test: ## run the tests that require only Go; they take about a minute
	$(GO) test ./...

# The packages with tests that call spectest.Slow, or scripts that ask for [slow].
SLOW = $(sort $(dir $(shell grep -rl --include='*_test.go' 'spectest[.]Slow' gen generated runtime spec)))

.PHONY: test-slow
test-slow: ## run the slow tests that require only Go: they build programs and read whole models
	EC2GEN_SLOW=1 $(GO) test -timeout 30m $(addprefix ./,$(SLOW))

.PHONY: rules
rules: ## test every rule of the model with requests that pass and fail
	EC2GEN_RULES=1 $(GO) test -count=1 -run TestRules ./generated

.PHONY: record-tests
record-tests: ## record the requests in the tests of PROGRAM, a Go module (PACKAGES of it), below REQUESTS, for make recorded
	cd gen/peers && $(GO) run ./recordtests -out $(abspath $(REQUESTS)) $(abspath $(PROGRAM)) $(PACKAGES)

.PHONY: programs
programs: ## record the tests of 15 public Go programs (or PROGRAMS of them) on drop-ins, and validate their requests
	rm -rf bin/requests/programs
	cd gen/peers && $(GO) run ./recordtests -out $(abspath bin/requests/programs) -programs recordtests/programs.txt $(PROGRAMS)
	$(MAKE) recorded REQUESTS=bin/requests/programs

.PHONY: recorded
recorded: ## validate recorded requests of other programs, below REQUESTS (PROGRAM/*.body, botocore's examples-1.json); the rules must not reject valid ones
	EC2GEN_REQUESTS=$(abspath $(REQUESTS)) $(GO) test -count=1 -v -run 'TestRecorded' ./generated

.PHONY: examples
examples: ## validate AWS's examples in BOTOCORE (a clone)
	mkdir -p bin/requests/examples/botocore
	git -C $(BOTOCORE) show HEAD:botocore/data/ec2/2016-11-15/examples-1.json >bin/requests/examples/botocore/examples-1.json
	$(MAKE) recorded REQUESTS=bin/requests/examples

.PHONY: lint
lint: ## check formatting, vet, style, and the language level that downstream programs require
	@bad=$$(git ls-files '*.go' | grep -v /testdata/ | xargs gofmt -l); test -z "$$bad" || { echo "gofmt -w $$bad"; exit 1; }
	$(GO) vet ./...
	$(GO) build -gcflags=-lang=go1.18 ./runtime/awsclient ./runtime/ec2query ./runtime/ec2time ./runtime/ec2xml ./runtime/valid ./generated/ec2 ./generated/ec2/types
	$(GO) build -gcflags=-lang=go1.20 $$($(GO) list ./runtime/... | grep -v /runtime/cli$$) ./generated/ec2 ./generated/ec2/types ./generated/ec2/ec2server ./generated/ec2v20091031/...
	$(GO) mod tidy -diff

.PHONY: bench
bench: ## benchmark encoding, decoding, validation and generation
	$(GO) test -run '^$$' -bench . -benchmem ./runtime/... ./generated/ec2 ./gen

# At the end of its time, go test -fuzz may fail with only "context deadline
# exceeded" (a race in go test); a finding names the failing input.
.PHONY: fuzz
fuzz: ## run each fuzz target for FUZZTIME (make fuzz FUZZTIME=10m)
	@log=$$(mktemp); trap 'rm -f $$log' EXIT; \
	for pkg in $$($(GO) list ./spec/... ./runtime/... ./gen/... ./generated/...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$pkg >$$log 2>&1 && tail -n 1 $$log && continue; \
	    cat $$log; grep -q 'context deadline exceeded' $$log && ! grep -q 'Failing input' $$log || exit 1; \
	  done; \
	done

.PHONY: interop
interop: ## test our client against moto, and the AWS CLI, boto3, the JavaScript and Go SDKs against ec2test
	@which npm >/dev/null || echo 'npm is missing: skipping the JavaScript SDK'
	@if which npm >/dev/null; then cd generated/ec2/ec2test/testdata/js && npm ci --no-audit --no-fund --loglevel error; fi
	rm -rf bin/requests/interop
	EC2GEN_RECORD=$(abspath bin/requests/interop) EC2GEN_SHARED=$(abspath $(SHARED)) EC2GEN_INTEROP=1 \
	  $(GO) test -count=1 -v -run Interop ./generated ./generated/ec2 ./generated/ec2/ec2test
	cd gen/peers && EC2GEN_RECORD=$(abspath bin/requests/interop) $(GO) test -count=1 -v ./ec2test
	$(MAKE) recorded REQUESTS=bin/requests/interop

.PHONY: docs
docs: ## write the reference pages of all of EC2, as HTML in bin/docs
	$(GO) run ./gen/ec2gen docs -all -docs own -out bin/docs

.PHONY: setup-interop
setup-interop: ## install the AWS CLI and boto3 (Debian, as root), and moto (pip)
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq awscli python3-boto3 python3-pip npm >/dev/null
	python3 -m pip install --quiet --break-system-packages 'moto[ec2,server]'

.PHONY: tools
tools: ## test ec2serve with Packer, Ansible, the AWS CLI and a program on the AWS SDK
	rm -rf bin/requests/tools
	EC2GEN_RECORD=$(abspath bin/requests/tools) EC2GEN_TOOLS=1 $(GO) test -count=1 -v -timeout 30m -run Tools ./generated/ec2/ec2test/ec2serve
	cd gen/peers && EC2GEN_RECORD=$(abspath bin/requests/tools) $(GO) test -count=1 -v ./tools
	$(MAKE) recorded REQUESTS=bin/requests/tools

.PHONY: setup-tools
setup-tools: ## install Packer, Ansible and the AWS CLI (Debian, as root) and moto (pip) for make tools
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq packer ansible awscli python3-boto3 python3-pip >/dev/null
	python3 -m pip install --quiet --break-system-packages 'moto[ec2,server]'

.PHONY: load
load: ## load ec2test with 32 connections for LOADTIME, with and without the race detector, and compare moto
	EC2GEN_LOAD=$(LOADTIME) $(GO) test -count=1 -v -run TestLoad ./generated/ec2/ec2test
	EC2GEN_LOAD=$(LOADTIME) $(GO) test -count=1 -v -race -run TestLoad ./generated/ec2/ec2test

.PHONY: crash
crash: ## kill ec2serve KILLS times and corrupt its file DAMAGES times; no acknowledged data may be lost
	EC2GEN_KILLS=$(KILLS) EC2GEN_DAMAGES=$(DAMAGES) $(GO) test -count=1 -v -timeout 30m -run 'SurvivesKills|Damage' ./generated/ec2/ec2test/ec2serve

.PHONY: browser
browser: ## test the pages of ec2gen changes, ec2gen docs and ec2serve in headless Chromium
	cd gen/browser && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) test -count=1 -v .

.PHONY: setup-browser
setup-browser: ## install Chromium (Debian, as root)
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null

.PHONY: setup-docs
setup-docs: ## install axe and html-validate (npm), which make browser checks the reference pages with
	cd gen/browser/testdata/docs && npm ci --no-audit --no-fund --loglevel error

WHOLE = gen/peers/internal/whole/ec2

.PHONY: whole
whole: # all of EC2, for the comparisons in gen/peers
	$(GO) run ./gen/ec2gen gen -model $(SHARED)/models/ec2-2026-08-07/service-2.json.gz -out $(WHOLE) -importpath github.com/ec2gen/ec2gen/$(WHOLE) -server -cli
	@mkdir -p gen/peers/internal/whole/recorder gen/peers/internal/whole/calls
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run ./recorder >internal/whole/recorder/recorder_gen.go
	cd gen/peers && $(GO) run ./calltable >internal/whole/calls/calls_gen.go

.PHONY: whole-ec2
whole-ec2: ## generate, compile and vet all of EC2, and print the time of each step
	cd gen/peers && $(GO) run ./wholebuild -model $(abspath $(SHARED))/models/ec2-2026-08-07/service-2.json.gz

.PHONY: peers
peers: whole ## compare all of EC2 with the AWS SDK: names, requests, responses (CASES per operation), snippets
	cd gen/peers && $(GO) test -count=1 ./snippets ./recordtests
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run -tags whole . -cases $(CASES)

.PHONY: behavior oracle
oracle: behavior # its name until 2026-11
behavior: whole ## compare endpoints, paginators, waiters and 109 failures with the AWS SDK
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run -tags whole ./behavior

.PHONY: roundtrip
roundtrip: whole ## test the generated server of all of EC2 with two clients: ours and the AWS SDK's
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run -tags whole ./roundtrip -cases $(ROUNDTRIPS)

EDITS ?= 3
RANDOM_REQUESTS ?= 5

.PHONY: moto
moto: whole ## compare the rules with moto: requests of the rules' tests, EDITS changes of each, RANDOM_REQUESTS per operation
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run -tags whole ./moto -changes $(EDITS) -random $(RANDOM_REQUESTS) $(if $(V),-v)

.PHONY: bench-peers
bench-peers: ## benchmark encoding and decoding against the AWS SDK
	cd gen/peers && $(GO) run ./speed

.PHONY: dropin
dropin: ## compare programs on the AWS SDK and on a drop-in: builds, tests, requests (COLD=1: also build costs)
	cd gen/peers && $(GO) run ./dropin $(if $(COLD),-cold)

# One for each generation of the SDK's core since the oldest that a drop-in supports.
VERSIONS ?= v1.170.0,v1.180.0,v1.187.0,v1.203.0,v1.225.0,v1.241.0,v1.253.0,v1.278.0,v1.297.1,v1.321.1,v1.344.0

.PHONY: versions
versions: ## compile drop-ins for VERSIONS of the AWS SDK, which are downloaded
	cd gen/peers && $(GO) run ./dropin -versions $(VERSIONS)

.PHONY: setup-cli
setup-cli: ## install version 2 of the AWS CLI for make cli
	@/usr/bin/python3 -c 'import awscli' 2>/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq awscli >/dev/null; }

LINES ?= 0

.PHONY: cli
cli: whole ## compare the generated command line with the AWS CLI: LINES command lines (0: all), or RANDOM_LINES per operation
	cd gen/peers && EC2GEN_SHARED=$(abspath $(SHARED)) $(GO) run -tags whole ./cli -lines $(LINES) $(if $(RANDOM_LINES),-random $(RANDOM_LINES))

.PHONY: bench-cli
bench-cli: whole ## compare CPU time, memory and size of the generated command line with the AWS CLI
	cd gen/peers && $(GO) run ./clibench

.PHONY: setup-shells
setup-shells: ## install bash, zsh and tmux (Debian, as root), in which completion is tested
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq bash zsh tmux >/dev/null

.PHONY: life
life: ## test the life of a program with a drop-in and the real SDK: mocks, upgrades, vendoring, Docker builds, licenses
	EC2GEN_LIFE=1 $(GO) test -count=1 -v -timeout 30m -run TestLife ./gen/ec2gen
