# Two commands do everything on a fresh machine with Python and make: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data/train
CORPORA ?= ../shared/data
OUT ?= scratch/model
EDITION ?= dev
ROUNDS ?= 1

.PHONY: run test lint evaluate floors bench scale durability train index gazetteer clean

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.installed: requirements/base.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-test: requirements/test.txt .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

.venv/.installed-train: pyproject.toml .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[train]'
	@touch $@

run: .venv/.installed  ## install into .venv and read the bundled example
	$(BIN)/dragoman read examples/kenya-somalia.txt

test: .venv/.installed-test  ## install and run the tests
	$(BIN)/python -m pytest

lint: .venv/.installed-test  ## ruff and mypy
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy src

floors: .venv/.installed-test  ## accuracy on our own gold, against the floors that CI holds
	$(BIN)/dragoman evaluate evaluation/gold --floors evaluation/floors.json

evaluate: .venv/.installed-test  ## every figure of docs/accuracy.md; CORPORA holds study/ and train/, what is not there is left out
	$(BIN)/dragoman evaluate evaluation/gold --corpora $(CORPORA) --older-reading evaluation/older_reading.tsv \
		--errors evaluation/errors.md --floors evaluation/floors.json --write docs/accuracy.md

bench: .venv/.installed-test  ## sentences per second and peak memory, beside the bare encoder
	$(BIN)/python benchmarks/read.py

scale: .venv/.installed-test  ## the ledger of a million events, beside bare SQLite
	$(BIN)/python benchmarks/ledger.py

durability: .venv/.installed-test  ## kill -9 two hundred times; one writer and eight readers for two minutes
	$(BIN)/python benchmarks/crash.py
	$(BIN)/python benchmarks/readers.py

train: .venv/.installed-train  ## rebuild the model: DATA is the folder of public corpora, ROUNDS how often the corpus's stage is gone through
	$(BIN)/dragoman train $(DATA) --own training/corpus --out $(OUT) --edition $(EDITION) --rounds $(ROUNDS)

index: .venv/.installed  ## write the index of the ontology's tables anew, after a change to one of them
	$(BIN)/python training/index.py

gazetteer: .venv/.installed  ## rebuild the gazetteer: DIR holds the unpacked sources (see the script)
	$(BIN)/python training/gazetteer.py $(DIR)

clean:
	rm -rf .venv build dist scratch
