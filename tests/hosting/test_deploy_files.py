"""The files of `deploy/` fit each other, the app, Streamlit and systemd."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit
from streamlit import config

from tests.hosting.nginx import DEPLOY, ROOT, settings

# Of systemd's scale, on which 10 is a service without any guard.
EXPOSURE = 1.5


def test_streamlit_knows_every_setting() -> None:
    known = {option.env_var for option in config._config_options_template.values()}
    named = {name for name in settings() if name.startswith("STREAMLIT_")}
    assert named <= known
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"STREAMLIT_\w+(?==)", text)) <= known


def test_nginx_knows_the_script_that_stands_in_streamlits_page() -> None:
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    policy = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy, "write this hash into deploy/nginx.conf"


def test_path_and_port_are_the_same_everywhere() -> None:
    path, port = (settings()[f"STREAMLIT_SERVER_{name}"] for name in ("BASE_URL_PATH", "PORT"))
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"server 127.0.0.1:{port};" in site
    assert f"location /{path}/ {{" in site
    assert f"proxy_cookie_path ~^/$ /{path}/;" in site
    image = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert f"EXPOSE {port}\n" in image
    assert f"127.0.0.1:{port}/" in image


def test_files_may_be_as_big_before_the_app_as_in_it() -> None:
    megabytes = int(settings()["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"])
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    # What is around a file in its request is less than a megabyte.
    assert f"client_max_body_size {megabytes + 1}m;" in site


def test_the_image_copies_what_there_is_and_all_that_the_app_needs() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = {
        name
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    }
    assert {"dashboard.py", "pages", "geodata", "pyproject.toml"} <= copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert "USER schauplatz" in lines


def test_no_file_names_a_host_but_examples() -> None:
    for path in DEPLOY.iterdir():
        hosts = re.findall(r"[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|io|de)\b", path.read_text("utf-8"))
        assert set(hosts) <= {"maps.example.org"}, path.name


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with programs that are there: this Python's."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze here to check the unit with")
    programs = Path(sys.executable).parent
    text = (DEPLOY / "schauplatz.service").read_text(encoding="utf-8")
    text = text.replace("/opt/schauplatz/.venv/bin", str(programs)).replace(
        "/opt/schauplatz", str(ROOT)
    )
    path = tmp_path / "schauplatz.service"
    path.write_text(text, encoding="utf-8")
    return path


def test_systemd_finds_nothing_to_object_to(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []


def test_systemd_counts_the_service_among_the_guarded(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found is not None, done.stdout + done.stderr
    assert float(found[1]) <= EXPOSURE, done.stdout
