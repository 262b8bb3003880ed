# `make run` and `make test` are all that a newcomer needs; both set up .venv/ when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test test-database check bench bench-quizzes bench-terms bench-levels train clean

run: $(VENV)/.run
	$(BIN)/flask --app app serve

# In as many processes as the machine has processors, but not more than it is likely to have memory for.
PARALLEL := --numprocesses auto --maxprocesses 4

test: check
	$(BIN)/python -m pytest $(PARALLEL) $(TESTS)

# The tests that need a database, on the one that TEST_DATABASE_URL names.
test-database: $(VENV)/.dev
	$(BIN)/python -m pytest $(PARALLEL) -m "database and not browser"

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# How many questions texts give, what the checks say of them, and what programs that do not understand get right.
bench-quizzes: $(VENV)/.dev
	$(BIN)/python -m tests.bench_quizzes

# How well terms and levels are found; peers beside ours need vocab/training/requirements.txt, levels the CORPORA.
CORPORA ?= $(firstword $(wildcard corpora ../*/corpora))
bench-terms: $(VENV)/.dev
	$(BIN)/python -m vocab.training.bench_terms

bench-levels: $(VENV)/.dev
	$(BIN)/python -m vocab.training.bench_levels $(CORPORA)

# The pipeline anew, in about two hours of two cores; what comes between goes to WORK.
WORK ?= /tmp/readwell-training
train: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet -r vocab/training/requirements.txt
	$(BIN)/python -m vocab.training.train $(CORPORA) $(WORK)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Readwell needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 run"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@
