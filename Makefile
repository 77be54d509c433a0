# make demo   installs into .venv and builds the sample book and its workbook in demo/
# make test   installs what the tests need, LibreOffice and a Korean font included where that is possible, and runs them
# make readme writes the outputs of the README anew by running its commands
# make campaigns  thousands of planted faults and of rounded tables, 300 forms collected: minutes, not part of the tests
# make bench  how fast, beside whom: every figure a ratio to a peer measured in the same run; installs the peers
# make torture  kills, power cuts, failing disks, tampering: what is lost of a book (nothing). make torture FAULTS=kill
# make corpus  hostile and odd files through every command that reads files: the right figures or one clear refusal
# make year   a year in a city of 30 departments and 100 pledges, lived through and told with its times
# make lint   style, types and the floor plan alone

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench torture corpus campaigns year readme lint clean

demo: $(VENV)/installed
	rm -rf demo
	LEDGER_LANG=$${LEDGER_LANG:-ko} $(BIN)/ledger demo demo

test: $(VENV)/tested
	sh tests/install-office.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

campaigns: $(VENV)/tested
	$(BIN)/python -m benchmarks.mutations --count 300 --seed 7 --through recognition
	$(BIN)/python -m benchmarks.rounding --count 10000 --seed 7
	$(BIN)/python -m benchmarks.collecting

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks.bench $(QUESTIONS)

torture: $(VENV)/tested
	$(BIN)/python -m benchmarks.torture $(FAULTS)

corpus: $(VENV)/tested
	$(BIN)/python -m benchmarks.corpus $(KINDS)

year: $(VENV)/tested
	$(BIN)/python -m benchmarks.year

readme: $(VENV)/tested
	$(BIN)/python -m cogapp -r README.md

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	touch $@

clean:
	rm -rf $(VENV) demo
