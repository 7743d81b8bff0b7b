# `make` alone lists what there is.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The steps share two folders, target/ and dist/, and are listed in the order they need.
.NOTPARALLEL:

# wasm-opt comes with npm, the cargo tools are where .ci/setup puts them.
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/tertial-tools
export PATH := $(CURDIR)/node_modules/.bin:$(TOOLS)/bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
# Trunk uses the tools that are there and downloads none.
export TRUNK_OFFLINE := true

PORT ?= 8080
# The core and the command-line program: what runs without a browser.
HOST := --no-default-features --features charts
WASM := --target wasm32-unknown-unknown

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST) | awk -F': ' '{ printf "make %-14s %s\n", $$1, $$2 }'

# ---- What one uses ------------------------------------------------------------------------

.PHONY: serve
serve: setup-build app ## install what is missing, build, serve at http://localhost:8080 (PORT=)
	exec node tests/browser/server.mjs dist $(PORT)

.PHONY: test
test: setup-test lint test-core app run-browsers ## install what is missing, run everything

.PHONY: dist
dist: setup-build app ## build dist/, the folder to copy to a web server, and list its sizes
	node tests/bench/sizes.mjs dist

.PHONY: bench
bench: setup-test app ## measure sizes, start, reading, writing and memory; prints a table
	cargo build --release $(HOST) --bin tertial
	node tests/bench/bench.mjs

.PHONY: mutants
mutants: ## make thousands of mistakes in clean years, print how many the checks find
	cargo test --profile mutants $(HOST) --test it mutants:: -- --include-ignored --nocapture

# ---- Parts of it, for work on the code ----------------------------------------------------

.PHONY: fmt
fmt: ## format the Rust code
	cargo fmt

.PHONY: lint
lint: ## formatting, clippy on all builds, licences and sources of the dependencies
	cargo fmt --check
	cargo clippy $(HOST) --all-targets -- -D warnings
	cargo clippy $(WASM) --lib --bin tertial-app -- -D warnings
	cargo clippy $(WASM) --no-default-features --features typist --bin tertial-typist -- -D warnings
	cargo clippy $(WASM) --no-default-features --features worker --bin tertial-worker -- -D warnings
	cargo deny --log-level error check bans licenses sources

.PHONY: test-core
test-core: ## the tests that need no browser
	cargo test $(HOST)

.PHONY: test-browser
test-browser: app run-browsers ## build, then the tests in the browsers (BROWSERS=chromium,firefox,webkit)

.PHONY: run-browsers
run-browsers: # one file after the other: every file starts all its browsers
	node --test --test-concurrency=1 --test-reporter=spec tests/browser/*.test.mjs

.PHONY: app
app: # the release build of the page; Trunk's own minifier does not understand the glue
	trunk build --release
	esbuild --log-level=warning --minify --charset=utf8 --allow-overwrite --outdir=dist dist/*.js

.PHONY: setup-build setup-test
setup-build setup-test: setup-%:
	.ci/setup $*
