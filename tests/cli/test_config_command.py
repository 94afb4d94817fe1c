"""`newslint config`: each value and where it came from."""

from __future__ import annotations


def test_without_a_file_every_value_is_a_default(newslint):
    ran = newslint("config")
    assert (ran.code, ran.err) == (0, "")
    assert {line.rsplit("(")[-1] for line in ran.out.splitlines()} == {"default)"}
    assert ran.out.splitlines()[0] == "select = []                        (default)"


def test_values_of_a_file_name_its_line(newslint, write):
    write("pyproject.toml", '[project]\nname = "paper"\n\n[tool.newslint]\nfail-on = "error"\n')
    write("desk/draft.txt", "")
    lines = newslint("config").out.splitlines()
    assert [line for line in lines if "default" not in line] == [
        'fail-on = "error"                  (pyproject.toml:5)'
    ]


def test_the_nearest_file_wins_and_a_named_one_before_it(newslint, write):
    write("newslint.toml", "jobs = 1\n")
    write("other/newslint.toml", "jobs = 2\n")
    assert "jobs = 1                           (newslint.toml:1)" in newslint("config").out
    assert (
        "jobs = 2                           (other/newslint.toml:1)"
        in newslint("config", "--config", "other/newslint.toml").out
    )


def test_a_broken_file_is_an_error_at_its_place(newslint, write):
    write("newslint.toml", "jobs = 1\njobs = 2\n")
    ran = newslint("config")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: newslint.toml:2:")
    write("newslint.toml", 'jobs = "two"\n')
    assert newslint("config").err.startswith(
        "newslint: error: newslint.toml:1:1: jobs must be a whole number"
    )
