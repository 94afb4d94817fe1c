"""`newslint words`, and the newsroom's own words in `newslint check`."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = "The ferrry sank. A blorpy crew wept, and Bifden came. Blorpy days are long; a blorpy one is not.\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_words_are_listed_by_count_with_their_places(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    ran = newslint("words", "a.txt")
    assert ran.code == 0
    first, second = ran.out.splitlines()
    assert first.split()[:3] == ["2", "blorpy", "a.txt:1:20"]
    assert second.split()[:2] == ["1", "ferrry"]
    assert "ferry" in second


def test_names_are_asked_for(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    rows = json.loads(newslint("words", "--names", "--output-format", "json", "a.txt").out)
    assert {row["word"] for row in rows} == {"blorpy", "Blorpy", "ferrry", "Bifden"}


def test_what_is_listed_plainly_can_be_accepted(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="The excelnt ferry sank.\n", newslint_toml='words = ["own.txt"]\n', own_txt="")
    assert "spelling/unknown-word" in newslint("check", "--no-cache", "a.txt").out
    (tmp_path / "own.txt").write_text(newslint("words", "--output-format", "plain", "a.txt").out)
    assert newslint("check", "a.txt") == (0, "", "")
    assert newslint("words", "a.txt").out == ""


def test_what_is_likely_a_slip_is_no_word_to_accept_unread(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="The ferrry of wizzles sank, wizzling like a wizzle.\n")
    ran = newslint("words", "--output-format", "plain", "a.txt")
    assert ran.out.splitlines() == ["# ferrry: ferry?", "wizzle"]


def test_words_of_one_story_stand_in_it(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- newslint: words ferrry -->\n\nThe ferrry sank.\n", encoding="utf-8")
    assert newslint("check", "a.md") == (0, "", "")


def test_a_list_of_misspellings_is_a_rule(newslint, tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt="The bosun sank.\n",
        newslint_toml='words = ["own.txt"]\n',
        own_txt="bosun->boatswain\n",
    )
    ran = newslint("check", "--output-format", "concise", "a.txt")
    assert ran.code == 1
    assert "spelling/own-list" in ran.out
    assert "boatswain" in ran.out


def test_a_missing_list_is_an_error(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="Sound.\n", newslint_toml='words = ["none.txt"]\n')
    ran = newslint("check", "a.txt")
    assert ran.code == 2
    assert "none.txt" in ran.err


def test_a_missing_file_is_an_error(newslint) -> None:
    assert newslint("words", "none.txt").code == 2


LISTS = """words = ["house.txt", "slips.txt"]
[desk-words]
sport = ["sport.txt"]
"""


def house(folder: Path, **lists: str) -> None:
    (folder / "newslint.toml").write_text(LISTS)
    for name in ("house", "slips", "sport"):
        (folder / f"{name}.txt").write_text(lists.get(name, ""), encoding="utf-8")


def problems(newslint, *arguments: str) -> list[str]:
    """The flagged rules with their words, as `rule word`."""
    ran = newslint("check", "--output-format", "json", *arguments)
    return [
        f"{problem['rule']} {problem['message'].split('”')[0].removeprefix('“')}"
        for file in json.loads(ran.out)["files"]
        for problem in file["problems"]
    ]


def test_a_desk_has_words_of_its_own(newslint, tmp_path: Path) -> None:
    house(tmp_path, house="ferrry\n", slips="bosun->boatswain\n", sport="bosun\ngoaal\n")
    write(tmp_path, a_txt="The ferrry and the bosun saw a goaal and two goaals.\n")
    known = ["spelling/own-list bosun", "spelling/unknown-word goaal", "spelling/unknown-word goaals"]
    assert problems(newslint, "a.txt") == known
    assert problems(newslint, "--desk", "sport", "a.txt") == []
    assert problems(newslint, "--desk", "culture", "a.txt") == known
    assert newslint("words", "--desk", "sport", "a.txt").out == ""
    assert 'desk-words."sport" = ["sport.txt"]  ' in newslint("config").out


def test_lists_of_a_project_table(newslint, tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt="The ferrry saw a goaal.\n",
        pyproject_toml='[tool.newslint]\nwords = ["own.txt"]\ndesk = "sport"\n'
        '[tool.newslint.desk-words]\nsport = ["sport.txt"]\n',
        own_txt="ferrry\n",
        sport_txt="goaal\n",
    )
    assert newslint("check", "a.txt") == (0, "", "")


def test_only_the_token_itself_and_its_forms_are_right(newslint, tmp_path: Path) -> None:
    house(tmp_path, house="ferrry\nAnna Grizel\n")
    write(tmp_path, a_txt="The ferrry’s crew took the ferrry-like boat. A ferrryd came in a preferrry.\n")
    assert problems(newslint, "a.txt") == ["spelling/unknown-word ferrryd", "spelling/unknown-word preferrry"]


def test_a_list_of_wrong_words_wants_whole_tokens(newslint, tmp_path: Path) -> None:
    house(tmp_path, slips="bosun->boatswain\ndoesn'->doesn't\nboats->ships, a reason why\n")
    write(tmp_path, a_txt="The bosun’s dog doesn’t bite, a bosun-like boats’ dog does. BOSUN it is.\n")
    assert problems(newslint, "--select", "spelling/own-list", "a.txt") == [
        "spelling/own-list bosun",
        "spelling/own-list boats",
        "spelling/own-list BOSUN",
    ]
    fixed = newslint("check", "a.txt", "--select", "spelling/own-list", "--fix", "--unsafe-fixes")
    assert (tmp_path / "a.txt").read_text() == (
        "The boatswain’s dog doesn’t bite, a bosun-like ships’ dog does. BOATSWAIN it is.\n"
    ), fixed


def test_a_list_may_mend_capitals_and_part_words(newslint, tmp_path: Path) -> None:
    house(tmp_path, slips="mcgrizzle->McGrizzle\naboutit->about it\n")
    write(tmp_path, a_txt="So Mcgrizzle met McGrizzle and MCGRIZZLE aboutit.\n")
    assert newslint("check", "a.txt", "--fix", "--unsafe-fixes").code == 0
    assert (tmp_path / "a.txt").read_text() == "So McGrizzle met McGrizzle and MCGRIZZLE about it.\n"


def test_a_story_has_the_last_word(newslint, tmp_path: Path) -> None:
    house(tmp_path, slips="bosun->boatswain\n")
    text = "<!-- newslint: words ferrry, bosun -->\n\nThe ferrry sank, said the bosun.\n"
    (tmp_path / "a.md").write_text(text)
    assert newslint("check", "a.md") == (0, "", "")
    assert newslint("words", "a.md").out == ""
    (tmp_path / "a.md").write_text(text.replace("ferrry, bosun", ""))
    assert "the directive names no word" in newslint("check", "a.md").out


def test_the_rule_of_wrong_words_has_a_page(newslint, tmp_path: Path) -> None:
    house(tmp_path, slips="bosun->boatswain\n")
    assert "spelling/own-list" in newslint("rules", "list", "spelling").out
    assert "list of misspellings" in newslint("rules", "show", "own-list").out


def test_a_list_that_changes_is_read_again(newslint, tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt="The ferrrys sank.\n",
        newslint_toml='words = ["own.dic"]\n',
        own_dic="1\nferrry/S\n",
        own_aff="SFX S Y 1\nSFX S 0 t .\n",
    )
    assert newslint("check", "a.txt").code == 1
    write(tmp_path, own_aff="SFX S Y 1\nSFX S 0 s .\n#\n")
    assert newslint("check", "a.txt") == (0, "", "")
    (tmp_path / "own.aff").unlink()
    assert newslint("check", "a.txt").code == 1


def test_words_of_standard_input(newslint) -> None:
    ran = newslint("words", "-", "--stdin-filename", "desk.md", stdin="A **blorpy** day and caférra.\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == ["1", "blorpy", "desk.md:1:5", "1", "caférra", "desk.md:1:22"]


def test_words_lists_parts_between_hyphens_but_not_accepted_wholes(newslint, tmp_path: Path) -> None:
    house(tmp_path, house="blorpy-zizzel\n")
    write(tmp_path, a_txt="A blorpy-zizzel, a wuzzelo-zorpo and a wuzzelo one. He dosen’t.\n")
    rows = json.loads(newslint("words", "--output-format", "json", "a.txt").out)
    assert [(row["word"], row["count"]) for row in rows] == [("wuzzelo", 2), ("zorpo", 1)]


def test_words_of_a_list_of_wrong_ones_are_remarks(newslint, tmp_path: Path) -> None:
    house(tmp_path, slips="aboutit->about it\n!zorpo\n")
    write(tmp_path, a_txt="He wrote aboutit and zorpo and wuzzelo.\n")
    ran = newslint("words", "--output-format", "plain", "a.txt")
    assert ran.out.splitlines() == ["# aboutit: about it?", "wuzzelo", "# zorpo: on a list of wrong words"]
    assert "(about it?)" in newslint("words", "a.txt").out


def test_what_is_listed_with_names_comes_round(newslint, tmp_path: Path) -> None:
    house(tmp_path)
    text = "BLORPO AND ZORPEL.\n\nBlorpo’s zorpels, Zorpel and zizzlo blogs of O’Wizzlo were by Ézarro.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    listed = newslint("words", "--names", "--output-format", "plain", "a.md").out
    assert "Ézarro" in listed.splitlines()
    (tmp_path / "house.txt").write_text(listed, encoding="utf-8")
    left = newslint("words", "--names", "--output-format", "plain", "a.md").out
    assert [line for line in left.splitlines() if not line.startswith("#")] == []


def test_help_says_what_it_is_for(newslint) -> None:
    ran = newslint("words", "--help")
    assert ran.code == 0
    for part in (
        "likely misspellings are remarks",
        "Exit code",
        "reads standard input",
        "--desk",
        "--stdin-filename",
        "--names",
    ):
        assert part in " ".join(ran.out.replace("│", " ").split())
