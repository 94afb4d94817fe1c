"""The story as a whole: its people, its places, and its headline against its body."""

from __future__ import annotations

import pytest

from newslint import lint_text
from newslint.annotate import annotate
from newslint.checks.headline_names import _alike
from newslint.checks.near_names import sound
from newslint.checks.people import full_names, one_person
from newslint.checks.places import lands_of, mentions, nationalities
from newslint.checks.story import story
from newslint.source import Source

HEADLINES = ["headlines"]


def views_of(text):
    return annotate(Source("a.txt", text)).views


def people_of(text):
    return {surname: [use.given for use in uses] for surname, uses in full_names(views_of(text)).items()}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Prime Minister Ada Lund met Otto van den Berg, 50, in Oslo.", {"Lund": ["Ada"], "Berg": ["Otto"]}),
        ("Supreme Court Justice Helga Nordal spoke.", {"Nordal": ["Helga"]}),
        ("The cyclist Mikkel Ravn won the Tour of Jutland.", {"Ravn": ["Mikkel"]}),
        ("New York City and Ford Motor Company agreed.", {}),
        ("“Peter Amos is gone,” said Rosa Klein.", {"Klein": ["Rosa"]}),
    ],
)
def test_people_are_named_in_full(text, people):
    assert people_of(text) == people


def test_a_person_may_have_a_short_name():
    text = "William Hart sued. Bill Hart won. Rosa Hart wept. R. Hart"
    hart = full_names(views_of(text))["Hart"]
    assert one_person([use for use in hart if use.given in ("William", "Bill")])
    assert not one_person(hart)
    assert not one_person([])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rasheed", "Rashid"), ("MacAllister", "McAllister"), ("Muñoz", "Munoz"), ("Philip", "Phillip")],
)
def test_names_that_sound_the_same(one, other):
    assert sound(one) == sound(other)
    assert sound(one) != sound("Petrovic")


def test_a_headline_s_name_is_told_from_kin():
    assert _alike("Kessler", "Keller")
    assert not _alike("Russia", "Russian")
    assert not _alike("Keller", "Miller")


def test_places_and_their_people():
    [view] = views_of("In New York, a Swiss climber met the Danes; niger is no country, Nigeria is one.")
    assert [mention.text for mention in mentions(view)] == ["New York", "Swiss", "Danes", "Nigeria"]
    assert nationalities()["Swiss"] == "Switzerland"
    assert len(lands_of()["Tripoli"]) == 2  # Lebanon's and Libya's


def test_a_story_has_a_headline_and_a_body():
    assert story(views_of("One paragraph alone, and no headline.")) is None
    told = story(views_of("Bus Crash Kills 12\n\nLIMA, Peru — A bus crashed on Monday.\n\nTwelve died.\n"))
    assert told is not None
    assert told.headline.text == "Bus Crash Kills 12"
    assert [view.text for view in told.body] == ["A bus crashed on Monday.", "Twelve died."]


def test_both_places_are_shown():
    text = "Bus Crash Kills 12\n\nA bus crashed on Monday, killing 21 people.\n"
    [problem] = lint_text(text, select=HEADLINES)
    [place] = problem.related
    assert text[slice(*problem.span)] == "12"
    assert text[slice(*place.span)] == "21"
    assert problem.fix is not None
    assert problem.fix.applicability.name == "DISPLAY"


@pytest.mark.parametrize(
    "body",
    [
        "A bus crashed on Monday, killing nine men and three women.",  # parts that make it
        "A bus crashed on Monday, killing 21 people. Twelve were children.",
        "“It killed 21,” a man said of the crash. The bus had 12 seats.",
    ],
)
def test_a_headline_s_number_may_be_made_up_of_others(body):
    assert lint_text(f"Bus Crash Kills 12\n\n{body}\n", select=HEADLINES) == ()
