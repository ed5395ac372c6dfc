"""The linters, types and contracts as tests, so that one line at the end speaks for everything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "ruff finds nothing": "ruff check .",
    "ruff would format nothing": "ruff format --check .",
    "types hold": "mypy",
    "contracts hold": "lint-imports",
    "settings are fit for deployment": "django-admin check --deploy --fail-level WARNING",
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS.keys())
def test_check(command: str) -> None:
    program, *arguments = command.split()
    call = [str(Path(sys.executable).with_name(program)), *arguments]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "thuocdo.config.settings", "THUOCDO_HTTPS": "1"}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests of this process set it
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
