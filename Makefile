# Each target does its own set-up first; from the second time on that takes a moment.
.DEFAULT_GOAL := help
.PHONY: help run test lint format soak bench wheel lock clean

PREPARE = @sh packaging/dev/prepare.sh
PYTHON_HERE = .venv/bin/python

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 14

run: ## the window; without a screen, a sample script is continued here (FILE=play.fountain opens that)
	$(PREPARE) run
	@sh packaging/dev/run.sh $(FILE)

test: ## everything that has to be well before a change is taken: style, types, floors, tests
	$(PREPARE) dev
	@sh packaging/dev/test.sh

lint: ## style, types and floors only
	$(PREPARE) dev
	@sh packaging/dev/lint.sh

format: ## put the code in order
	$(PREPARE) dev
	@$(PYTHON_HERE) -m ruff check --fix-only --quiet .
	@$(PYTHON_HERE) -m ruff format .

soak: ## the tests that take minutes: hundreds of kills, long fuzzing
	$(PREPARE) dev
	@$(PYTHON_HERE) -m pytest -q -m soak --timeout 3600

bench: ## how fast the program is on this machine
	$(PREPARE) run
	@$(PYTHON_HERE) -m scriptwriter bench

wheel: ## an installable file in dist/
	$(PREPARE) dev
	@$(PYTHON_HERE) -m build --wheel --no-isolation

lock: ## resolve the pins in packaging/lock anew
	$(PREPARE) dev
	@$(PYTHON_HERE) packaging/dev/lock.py

clean: ## take away everything that can be made again
	rm -rf .venv build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
