#!/usr/bin/env python3
"""Make the real input of the demo project "Churn early warning".

Cuts one row per insured person from the RAND Health Insurance Experiment that ships inside
statsmodels, profiles it with ydata-profiling and writes data, report and manifest to
prisma/seed/fixtures/churn-early-warning. See README.md beside this file.
"""

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
REQUIREMENTS = HERE / "requirements.txt"
FIXTURES = REPOSITORY / "prisma/seed/fixtures/churn-early-warning"
PYTHON = (3, 11)

# Stamped into the report in place of the clock, so that a second run gives the same bytes.
PROFILED_AT = datetime(2026, 11, 23)

DATA = "health-plan-members.csv"
REPORT_HTML = "health-plan-members-profile.html"
REPORT_JSON = "health-plan-members-profile.json"
MANIFEST = "manifest.json"
FILES = (DATA, REPORT_HTML, REPORT_JSON, MANIFEST)

SOURCE = "datasets/randhie/src/randhie.csv"
BASELINE_YEAR = 1
# The shortest enrolment term of the experiment was three years.
SHORTEST_TERM = 3
TITLE = "Health plan members, first study year"
COLUMNS = {
    "site": "Enrolment site, 1 to 6",
    "coins": "Coinsurance: share of the bill the member pays, in percent",
    "tookphys": "1 if the member took the physical examination at enrolment",
    "income": "Annual family income in dollars",
    "xage": "Age in years during the first study year",
    "female": "1 if female",
    "educdec": "Years of schooling of the family's decision maker",
    "num": "Family size",
    "disea": "Chronic disease score at enrolment",
    "physlm": "1 if physically limited at enrolment; fractions were imputed at the source",
    "ghindx": "General health index at enrolment, 0 to 100",
    "mdvis": "Visits to a doctor in the first study year",
    "totadm": "Hospital admissions in the first study year",
    "left_early": "1 if the last study year on file is before year three",
}
DERIVED = "left_early"


def read_source():
    """Read the source as text: a cell that is written out is the cell that was read."""
    import statsmodels

    path = Path(statsmodels.__file__).parent / SOURCE
    with path.open(newline="", encoding="utf-8") as file:
        return path, list(csv.DictReader(file))


def members_of(person_years):
    """One row per person seen in the baseline year, marked by whether they left before term."""
    last_year = {}
    for row in person_years:
        person = row["zper"]
        last_year[person] = max(last_year.get(person, 0), int(row["year"]))
    members = []
    for row in person_years:
        if int(row["year"]) == BASELINE_YEAR:
            left_early = str(int(last_year[row["zper"]] < SHORTEST_TERM))
            members.append([left_early if name == DERIVED else row[name] for name in COLUMNS])
    return members


def write_data(path, members):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(members)


def profile(data_path):
    """Profile the CSV in full mode; only the scatter plots of variable pairs are left out."""
    import matplotlib
    import pandas
    from ydata_profiling import ProfileReport

    matplotlib.rcParams["svg.hashsalt"] = "waymark"
    report = ProfileReport(
        pandas.read_csv(data_path),
        title=TITLE,
        interactions=None,
        html={"inline": True},
        pool_size=1,
        progress_bar=False,
        dataset={
            "description": "RAND Health Insurance Experiment: one row per person of study year 1.",
            "creator": "RAND Corporation",
            "copyright_holder": "none, public domain",
        },
        variables={"descriptions": COLUMNS},
    )
    analysis = report.description_set.analysis
    analysis.date_start = PROFILED_AT
    analysis.date_end = PROFILED_AT
    return report


def write_report(folder, report):
    (folder / REPORT_HTML).write_text(report.to_html(), encoding="utf-8", newline="\n")
    # ydata-profiling writes NaN for figures that do not exist, which is not JSON.
    figures = json.loads(report.to_json(), parse_constant=lambda _: None)
    compact = json.dumps(figures, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    (folder / REPORT_JSON).write_text(compact + "\n", encoding="utf-8", newline="\n")
    return figures


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def described_file(path):
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path)}


def figures_of(profile_json, members):
    table = profile_json["table"]
    left = sum(1 for row in members if row[-1] == "1")
    return {
        "cellsMissing": table["n_cells_missing"],
        "cellsMissingShare": table["p_cells_missing"],
        "duplicateRows": table["n_duplicates"],
        "leftEarly": left,
        "leftEarlyShare": left / len(members),
        "missingByColumn": {
            name: profile_json["variables"][name]["n_missing"]
            for name in COLUMNS
            if profile_json["variables"][name]["n_missing"] > 0
        },
        "alerts": profile_json["alerts"],
    }


def write_manifest(folder, source, profile_json, members):
    manifest = {
        "dataset": "RAND Health Insurance Experiment (HIE)",
        "package": "statsmodels",
        "packageVersion": version("statsmodels"),
        "licence": {
            "data": "public domain, as stated in statsmodels/datasets/randhie/data.py",
            "package": "BSD-3-Clause",
        },
        "source": {"path": f"statsmodels/{SOURCE}", "sha256": digest(source)},
        "selection": {
            "rows": "every person with a row for study year 1; the row of that year",
            "columns": "13 of 45, cells copied as text; left_early derived from the last year on file",
            "leftOut": "person number, ethnicity, mental health, spending, logarithms and dummies",
        },
        "rows": len(members),
        "columns": len(COLUMNS),
        "columnMeanings": COLUMNS,
        "figures": figures_of(profile_json, members),
        "profiler": {
            "package": "ydata-profiling",
            "version": version("ydata-profiling"),
            "licence": "MIT",
            "settings": "defaults, without pairwise scatter plots",
            "normalised": "start and end of the analysis are set to the date below; "
            "the JSON is written without indentation and with null in place of NaN",
        },
        "files": [described_file(folder / name) for name in (DATA, REPORT_HTML, REPORT_JSON)],
        "producedBy": "scripts/profile-fixture/profile.py",
        "producedOn": PROFILED_AT.date().isoformat(),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def build(folder):
    source, person_years = read_source()
    members = members_of(person_years)
    write_data(folder / DATA, members)
    figures = write_report(folder, profile(folder / DATA))
    write_manifest(folder, source, figures, members)


def keep(fresh):
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(fresh / name, FIXTURES / name)
    print(f"written: {FIXTURES.relative_to(REPOSITORY)}")


def check(fresh):
    """Name the kept files that differ from the ones just made."""
    differing = [name for name in FILES if digest(fresh / name) != digest(FIXTURES / name)]
    if differing:
        sys.exit("differs from the kept fixture: " + ", ".join(differing))
    print("the kept fixture is what this script makes")


def run_in_venv(arguments):
    """Create the virtual environment once, then run this script again inside it."""
    home = REPOSITORY / ".cache/profile-fixture" / digest(REQUIREMENTS)[:12]
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = home / "ready"
    if not ready.exists():
        venv.create(home, with_pip=True, clear=True)
        install = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-r", REQUIREMENTS]
        subprocess.run([python, *install], check=True)
        ready.touch()
    environment = {
        **os.environ,
        "MPLBACKEND": "agg",
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        "SOURCE_DATE_EPOCH": str(int(PROFILED_AT.replace(tzinfo=timezone.utc).timestamp())),
        "TZ": "UTC",
        "YDATA_PROFILING_NO_ANALYTICS": "1",
    }
    # -P keeps this folder off the import path: the standard library has a module "profile" too.
    command = [python, "-P", Path(__file__).resolve(), "--inside-venv", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the kept files only")
    parser.add_argument("--inside-venv", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if sys.version_info[:2] != PYTHON:
        sys.exit(f"Python {PYTHON[0]}.{PYTHON[1]} is needed: the pinned versions belong to it")
    if not options.inside_venv:
        sys.exit(run_in_venv(sys.argv[1:]))
    finish = check if options.check else keep
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        finish(Path(folder))


if __name__ == "__main__":
    main()
