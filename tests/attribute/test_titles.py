"""What a source's phrase says of the speaker: name, type, role, affiliation. Parses are written by hand."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from spacy.tokens import Token

from quotes.attribute.layout import Layout
from quotes.attribute.mentions import find_mentions
from quotes.attribute.phrase import analyse
from quotes.attribute.title_words import is_capital
from quotes.attribute.titles import read_title
from quotes.types import Mention, Span
from tests.parses import parsed


class Case(NamedTuple):
    """A sentence's parse; the phrase is all of it before "said"."""

    text: str
    parse: str
    name: str | None
    type: str | None
    role: str | None = None
    affiliation: str | None = None


POE = "Ann/PROPN/nsubj>said/PERSON Poe/PROPN/flat>Ann/PERSON"
SAID = "said/VERB/ROOT so/ADV/advmod>said ./PUNCT/punct>said"

CASES = {
    "a town in brackets is in no name": Case(
        "Ann Poe, a nurse at University of Elm (Oakport) said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>nurse nurse/NOUN/appos>Ann at/ADP/case>University "
        "University/PROPN/nmod>nurse/ORG of/ADP/case>Elm/ORG Elm/PROPN/nmod>University/ORG "
        f"(/PUNCT/punct>Oakport Oakport/PROPN/appos>University/GPE )/PUNCT/punct>Oakport {SAID}",
        "Ann Poe", "person", "nurse", "University of Elm",
    ),
    "one university of several, by its town": Case(
        "Ann Poe, a nurse at University of Elm, Oakport said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>nurse nurse/NOUN/appos>Ann at/ADP/case>University "
        "University/PROPN/nmod>nurse/ORG of/ADP/case>Elm/ORG Elm/PROPN/nmod>University/ORG "
        f",/PUNCT/punct>Oakport Oakport/PROPN/appos>University/GPE {SAID}",
        "Ann Poe", "person", "nurse", "University of Elm, Oakport",
    ),
    "a year in a body's name": Case(
        "Ann Poe, chairwoman of the Oakport 2016 Host Committee said so.",
        f"{POE} ,/PUNCT/punct>Ann chairwoman/NOUN/appos>Ann of/ADP/case>Committee the/DET/det>Committee "
        "Oakport/PROPN/compound>Committee/GPE 2016/NUM/nummod>Committee/DATE "
        f"Host/PROPN/compound>Committee/ORG Committee/PROPN/nmod>chairwoman/ORG {SAID}",
        "Ann Poe", "person", "chairwoman", "Oakport 2016 Host Committee",
    ),
    "a prize that somebody won is not where she works": Case(
        "Elm Prize-winning former Oak director Ann Poe said so.",
        "Elm/PROPN/compound>winning/ORG Prize/PROPN/flat>Elm/ORG -/PUNCT:HYPH/punct>winning "
        "winning/VERB:VBG/amod>director former/ADJ/amod>director Oak/PROPN/compound>director/ORG "
        f"director/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm Prize-winning former Oak director", "Oak",
    ),
    "initials that the tagger took for a person": Case(
        "EFT President Ann Poe said so.",
        f"EFT/PROPN/compound>President/PERSON President/PROPN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "EFT President", "EFT",
    ),
    "a body that ends in people": Case(
        "Elm Republicans president Ann Poe said so.",
        "Elm/PROPN/compound>president/ORG Republicans/PROPN:NNPS/flat>Elm/NORP "
        f"president/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm Republicans president", "Elm Republicans",
    ),
    "a title in front, with its organisation": Case(
        "Elm Lines spokeswoman Ann Poe said so.",
        "Elm/PROPN/compound>spokeswoman/ORG Lines/PROPN/flat>Elm/ORG "
        f"spokeswoman/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm Lines spokeswoman", "Elm Lines",
    ),
    "a title in front that has a preposition": Case(
        "Former secretary of state Ann Poe said so.",
        "Former/ADJ/amod>secretary secretary/NOUN/nsubj>said of/ADP/case>state "
        f"state/NOUN/nmod>secretary {POE} {SAID}",
        "Ann Poe", "person", "Former secretary of state",
    ),
    "a title with a hyphen": Case(
        "Ann Poe, a one-time backer said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>backer one/NUM/nummod>time -/PUNCT:HYPH/punct>time "
        f"time/NOUN/compound>backer backer/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person", "one-time backer",
    ),
    "an owner with an article": Case(
        "The Elm Post’s Ann Poe said so.",
        "The/DET/det>Elm Elm/PROPN/nmod:poss>Ann/ORG Post/PROPN/flat>Elm/ORG "
        f"’s/PART:POS/case>Elm {POE} {SAID}",
        "Ann Poe", "person", None, "Elm Post",
    ),
    "an appositive": Case(
        "Ann Poe, 49, a lawyer at Elm Trust said so.",
        f"{POE} ,/PUNCT/punct>Ann 49/NUM/appos>Ann ,/PUNCT/punct>Ann a/DET/det>lawyer "
        "lawyer/NOUN/appos>Ann at/ADP/case>Elm Elm/PROPN/nmod>lawyer/ORG Trust/PROPN/flat>Elm/ORG "
        f"{SAID}",
        "Ann Poe", "person", "lawyer", "Elm Trust",
    ),
    "an appositive with an owner": Case(
        "Ann Poe, Elm Lines’ chairwoman said so.",
        f"{POE} ,/PUNCT/punct>Ann Elm/PROPN/nmod:poss>chairwoman/ORG Lines/PROPN/flat>Elm/ORG "
        f"’/PART:POS/case>Elm chairwoman/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person", "chairwoman", "Elm Lines",
    ),
    "what a title is held in but no organisation": Case(
        "Ann Poe, a professor of law said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>professor professor/NOUN/appos>Ann of/ADP/case>law "
        f"law/NOUN/nmod>professor {SAID}",
        "Ann Poe", "person", "professor of law",
    ),
    "a person whom somebody works for is no organisation": Case(
        "Tom Ray, Ann Poe’s adviser said so.",
        "Tom/PROPN/nsubj>said/PERSON Ray/PROPN/flat>Tom/PERSON ,/PUNCT/punct>Tom "
        "Ann/PROPN/nmod:poss>adviser/PERSON Poe/PROPN/flat>Ann/PERSON ’s/PART:POS/case>Ann "
        f"adviser/NOUN/appos>Tom {SAID}",
        "Tom Ray", "person", "adviser",
    ),
    "her campaign is one": Case(
        "Poe campaign manager Tom Ray said so.",
        "Poe/PROPN/compound>campaign/PERSON campaign/NOUN/compound>manager manager/NOUN/compound>Tom "
        f"Tom/PROPN/nsubj>said/PERSON Ray/PROPN/flat>Tom/PERSON {SAID}",
        "Tom Ray", "person", "Poe campaign manager", "Poe campaign",
    ),
    "a party is none": Case(
        "GOP nominee Ann Poe said so.",
        f"GOP/PROPN/compound>nominee/ORG nominee/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "GOP nominee",
    ),
    "nor is a portfolio": Case(
        "State Harbor Secretary Ann Poe said so.",
        "State/PROPN/compound>Secretary/ORG Harbor/PROPN/compound>Secretary/ORG "
        f"Secretary/PROPN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "State Harbor Secretary",
    ),
    "the organisation behind the name": Case(
        "Ann Poe of Elm Trust said so.",
        f"{POE} of/ADP/case>Elm Elm/PROPN/nmod>Ann/ORG Trust/PROPN/flat>Elm/ORG {SAID}",
        "Ann Poe", "person", None, "Elm Trust",
    ),
    "the organisation before the name": Case(
        "Elm News’ Ann Poe said so.",
        "Elm/PROPN/nmod:poss>Ann/ORG News/PROPN/flat>Elm/ORG ’/PART:POS/case>Elm "
        f"{POE} {SAID}",
        "Ann Poe", "person", None, "Elm News",
    ),
    "a committee of which the tagger knows the end": Case(
        "Green Harbor Road Committee chairwoman Ann Poe said so.",
        "Green/ADJ/amod>Committee/NORP Harbor/PROPN/compound>Committee Road/PROPN/compound>Committee/ORG "
        f"Committee/PROPN/compound>chairwoman/ORG chairwoman/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Green Harbor Road Committee chairwoman", "Green Harbor Road Committee",
    ),
    "what a reporter writes about": Case(
        "Elm News White House correspondent Ann Poe said so.",
        "Elm/PROPN/compound>correspondent/ORG News/PROPN/flat>Elm/ORG White/PROPN/compound>House/ORG "
        f"House/PROPN/compound>correspondent/ORG correspondent/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm News White House correspondent", "Elm News",
    ),
    "a name that goes on behind “for”": Case(
        "Ann Poe, director of Voters for Elm said so.",
        f"{POE} ,/PUNCT/punct>Ann director/NOUN/appos>Ann of/ADP/case>Voters Voters/PROPN:NNPS/nmod>director "
        f"for/ADP/case>Elm Elm/PROPN/nmod>Voters/ORG {SAID}",
        "Ann Poe", "person", "director", "Voters for Elm",
    ),
    "what an expert is on": Case(
        "Ann Poe, an expert on energy at Elm Trust said so.",
        f"{POE} ,/PUNCT/punct>Ann an/DET/det>expert expert/NOUN/appos>Ann on/ADP/case>energy "
        "energy/NOUN/nmod>expert at/ADP/case>Elm Elm/PROPN/nmod>expert/ORG Trust/PROPN/flat>Elm/ORG "
        f"{SAID}",
        "Ann Poe", "person", "expert", "Elm Trust",
    ),
    "a second title": Case(
        "Ann Poe, a pollster and a fellow at Elm Trust said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>pollster pollster/NOUN/appos>Ann and/CCONJ/cc>fellow "
        "a/DET/det>fellow fellow/NOUN/conj>pollster at/ADP/case>Elm Elm/PROPN/nmod>fellow/ORG "
        f"Trust/PROPN/flat>Elm/ORG {SAID}",
        "Ann Poe", "person", "pollster", "Elm Trust",
    ),
    "a newspaper with an article": Case(
        "Ann Poe of The Elm said so.",
        f"{POE} of/ADP/case>Elm The/DET/det>Elm Elm/PROPN/nmod>Ann {SAID}",
        "Ann Poe", "person", None, "Elm",
    ),
    "where a university is": Case(
        "Ann Poe, dean at Elm University in Oak said so.",
        f"{POE} ,/PUNCT/punct>Ann dean/NOUN/appos>Ann at/ADP/case>Elm Elm/PROPN/nmod>dean/ORG "
        f"University/PROPN/flat>Elm/ORG in/ADP/case>Oak/ORG Oak/PROPN/nmod>Elm/ORG {SAID}",
        "Ann Poe", "person", "dean", "Elm University",
    ),
    "a medium alone is nobody": Case(
        "Radio host Ann Poe said so.",
        f"Radio/PROPN/compound>host host/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Radio host",
    ),
    "what is linked to a body": Case(
        "Elm Trust-linked lawyer Ann Poe said so.",
        "Elm/PROPN/compound>linked Trust/PROPN/flat>Elm -/PUNCT:HYPH/punct>linked linked/VERB:VBN/amod>lawyer "
        f"lawyer/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm Trust-linked lawyer",
    ),
    "an address behind a title": Case(
        "Elm candidate Dr. Ann Poe said so.",
        f"Elm/PROPN/compound>candidate/GPE candidate/NOUN/compound>Ann Dr./PROPN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm candidate",
    ),
    "a name that is a word for anybody": Case(
        "Guy Poe said so.",
        f"Guy/PROPN/nsubj>said/PERSON Poe/PROPN/flat>Guy/PERSON {SAID}",
        "Guy Poe", "person",
    ),
    "an outlet with its noun": Case(
        "Elm magazine said so.",
        f"Elm/PROPN/compound>magazine magazine/NOUN/nsubj>said {SAID}",
        "Elm magazine", "organization",
    ),
    "an outlet of a place": Case(
        "The Elm newspaper said so.",
        f"The/DET/det>newspaper Elm/PROPN/compound>newspaper/GPE newspaper/NOUN/nsubj>said {SAID}",
        None, "organization",
    ),
    "a clause is no title": Case(
        "Ann Poe, casting herself as champion said so.",
        f"{POE} ,/PUNCT/punct>Ann casting/VERB:VBG/acl>Ann herself/PRON/obj>casting "
        f"as/ADP/case>champion champion/NOUN/obl>casting {SAID}",
        "Ann Poe", "person",
    ),
    "nor is praise": Case(
        "Ann Poe, the loudest critic said so.",
        f"{POE} ,/PUNCT/punct>Ann the/DET/det>critic loudest/ADJ:JJS/amod>critic "
        f"critic/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person",
    ),
    "a title after a hyphen": Case(
        "Elm-based lawyer Ann Poe said so.",
        "Elm/PROPN/compound>based/GPE -/PUNCT:HYPH/punct>based based/VERB:VBN/amod>lawyer "
        f"lawyer/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Elm-based lawyer",
    ),
    "an unnamed source": Case(
        "A former Elm Lines official said so.",
        "A/DET/det>official former/ADJ/amod>official Elm/PROPN/compound>official/ORG "
        f"Lines/PROPN/flat>Elm/ORG official/NOUN/nsubj>said {SAID}",
        None, "person", "former Elm Lines official", "Elm Lines",
    ),
    "an unnamed source whose organisation stands first": Case(
        "An Elm Lines official said so.",
        "An/DET/det>official Elm/PROPN/compound>official/ORG Lines/PROPN/flat>Elm/ORG "
        f"official/NOUN/nsubj>said {SAID}",
        None, "person", "official", "Elm Lines",
    ),
    "an unnamed source of a body that the resolver knows": Case(
        "A lawyer for the firm said so.",
        "A/DET/det>lawyer lawyer/NOUN/nsubj>said for/ADP/case>firm the/DET/det>firm "
        f"firm/NOUN/nmod>lawyer {SAID}",
        None, "person", "lawyer", "firm",
    ),
    "nobody in particular has no role": Case(
        "A man in a raincoat said so.",
        "A/DET/det>man man/NOUN/nsubj>said in/ADP/case>raincoat a/DET/det>raincoat "
        f"raincoat/NOUN/nmod>man {SAID}",
        None, "person",
    ),
    "an administration is named after somebody": Case(
        "The Poe administration said so.",
        "The/DET/det>administration Poe/PROPN/compound>administration/PERSON "
        f"administration/NOUN/nsubj>said {SAID}",
        "Poe administration", "organization",
    ),
    "adherents of a party are unnamed": Case(
        "House Republicans said so.",
        f"House/PROPN/compound>Republicans/ORG Republicans/PROPN:NNPS/nsubj>said/NORP {SAID}",
        None, "group",
    ),
    "a headline's report is no name": Case(
        "New Report said so.",
        f"New/PROPN/amod>Report Report/PROPN/nsubj>said {SAID}",
        None, "document",
    ),
    "a document has no affiliation": Case(
        "An Elm Lines report said so.",
        "An/DET/det>report Elm/PROPN/compound>report/ORG Lines/PROPN/flat>Elm/ORG "
        f"report/NOUN/nsubj>said {SAID}",
        None, "document",
    ),
    "a share of people": Case(
        "Some 45 percent said so.",
        f"Some/DET/det>percent 45/NUM/nummod>percent percent/NOUN/nsubj>said {SAID}",
        None, "group",
    ),
    "a surname that is an occupation, too": Case(
        "Mr. King said so.",
        f"Mr./PROPN/compound>King King/PROPN/nsubj>said/PERSON {SAID}",
        "King", "person",
    ),
    "a clause behind a noun": Case(
        "Figures her campaign released said so.",
        "Figures/NOUN:NNS/nsubj>said her/PRON:PRP$/nmod:poss>campaign campaign/NOUN/nsubj>released "
        f"released/VERB/acl:relcl>Figures {SAID}",
        None, "document",
    ),
    "a group that is called something": Case(
        "Ann Poe, founder of a group called Friends of Elm said so.",
        f"{POE} ,/PUNCT/punct>Ann founder/NOUN/appos>Ann of/ADP/case>group a/DET/det>group "
        "group/NOUN/nmod>founder called/VERB:VBN/acl>group Friends/PROPN/obj>called of/ADP/case>Elm "
        f"Elm/PROPN/nmod>Friends/GPE {SAID}",
        "Ann Poe", "person", "founder", "Friends of Elm",
    ),
    "a group that is called something speaks": Case(
        "A group called Friends of Elm said so.",
        "A/DET/det>group group/NOUN/nsubj>said called/VERB:VBN/acl>group Friends/PROPN/obj>called "
        f"of/ADP/case>Elm Elm/PROPN/nmod>Friends/GPE {SAID}",
        "Friends of Elm", "organization",
    ),
    "a firm named after people": Case(
        "Ann Poe, a lawyer at the law firm Low Ray said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>lawyer lawyer/NOUN/appos>Ann at/ADP/case>firm "
        "the/DET/det>firm law/NOUN/compound>firm firm/NOUN/nmod>lawyer Low/PROPN/appos>firm/PERSON "
        f"Ray/PROPN/flat>Low/PERSON {SAID}",
        "Ann Poe", "person", "lawyer", "Low Ray",
    ),
    "a body of a place in small letters": Case(
        "Ann Poe, president of the Elm state firefighters union said so.",
        f"{POE} ,/PUNCT/punct>Ann president/NOUN/appos>Ann of/ADP/case>union the/DET/det>union "
        "Elm/PROPN/compound>union/GPE state/NOUN/compound>union firefighters/NOUN:NNS/compound>union "
        f"union/NOUN/nmod>president {SAID}",
        "Ann Poe", "person", "president", "Elm state firefighters union",
    ),
    "a bridge of a place is no body": Case(
        "Ann Poe, builder of the Elm state river bridge said so.",
        f"{POE} ,/PUNCT/punct>Ann builder/NOUN/appos>Ann of/ADP/case>bridge the/DET/det>bridge "
        "Elm/PROPN/compound>bridge/GPE state/NOUN/compound>bridge river/NOUN/compound>bridge "
        f"bridge/NOUN/nmod>builder {SAID}",
        "Ann Poe", "person", "builder of the Elm state river bridge",
    ),
    "whose workplace was taken for a place": Case(
        "Ann Poe, an economist at Elmlife said so.",
        f"{POE} ,/PUNCT/punct>Ann an/DET/det>economist economist/NOUN/appos>Ann "
        f"at/ADP/case>Elmlife Elmlife/PROPN/nmod>economist/GPE {SAID}",
        "Ann Poe", "person", "economist", "Elmlife",
    ),
    "a place that somebody comes from is no workplace": Case(
        "Ann Poe, an economist from Elmlife said so.",
        f"{POE} ,/PUNCT/punct>Ann an/DET/det>economist economist/NOUN/appos>Ann "
        f"from/ADP/case>Elmlife Elmlife/PROPN/nmod>economist/GPE {SAID}",
        "Ann Poe", "person", "economist",
    ),
    "nor is where a friend is": Case(
        "His best friend at Elm said so.",
        "His/PRON:PRP$/nmod:poss>friend best/ADJ:JJS/amod>friend friend/NOUN/nsubj>said "
        f"at/ADP/case>Elm Elm/PROPN/nmod>friend/GPE {SAID}",
        None, "person",
    ),
    "what somebody was and now is": Case(
        "Ann Poe, a Ray aide in 2008 and now director of the Elm Trust said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>aide Ray/PROPN/compound>aide/PERSON aide/NOUN/appos>Ann "
        "in/ADP/case>2008 2008/NUM/nmod>aide/DATE and/CCONJ/cc>director now/ADV/advmod>director "
        "director/NOUN/conj>aide of/ADP/case>Elm the/DET/det>Elm Elm/PROPN/nmod>director/ORG "
        f"Trust/PROPN/flat>Elm/ORG {SAID}",
        "Ann Poe", "person", "director", "Elm Trust",
    ),
    "a board of a body": Case(
        "Ann Poe, chairman of the board of Elm Lines said so.",
        f"{POE} ,/PUNCT/punct>Ann chairman/NOUN/appos>Ann of/ADP/case>board the/DET/det>board "
        "board/NOUN/nmod>chairman of/ADP/case>Elm Elm/PROPN/nmod>board/ORG Lines/PROPN/flat>Elm/ORG "
        f"{SAID}",
        "Ann Poe", "person", "chairman of the board", "Elm Lines",
    ),
    "a board of no body": Case(
        "Ann Poe, chairman of the board said so.",
        f"{POE} ,/PUNCT/punct>Ann chairman/NOUN/appos>Ann of/ADP/case>board the/DET/det>board "
        f"board/NOUN/nmod>chairman {SAID}",
        "Ann Poe", "person", "chairman", "board",
    ),
    "a school at a university": Case(
        "Ann Poe, a teacher in the school of design at Elm University said so.",
        f"{POE} ,/PUNCT/punct>Ann a/DET/det>teacher teacher/NOUN/appos>Ann in/ADP/case>school "
        "the/DET/det>school school/NOUN/nmod>teacher of/ADP/case>design design/NOUN/nmod>school "
        "at/ADP/case>Elm Elm/PROPN/nmod>school/ORG University/PROPN/flat>Elm/ORG "
        f"{SAID}",
        "Ann Poe", "person", "teacher in the school of design", "Elm University",
    ),
    "against something is no body": Case(
        "Anti-tax activist Ann Poe said so.",
        "Anti/ADJ/amod>tax/ORG -/PUNCT:HYPH/punct>tax/ORG tax/NOUN/compound>activist/ORG "
        f"activist/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "Anti-tax activist",
    ),
    "a body for something is one": Case(
        "Ann Poe, director of the Pro-Life League said so.",
        f"{POE} ,/PUNCT/punct>Ann director/NOUN/appos>Ann of/ADP/case>League the/DET/det>League "
        "Pro/PROPN/compound>League/ORG -/PUNCT:HYPH/punct>Life/ORG Life/PROPN/compound>League/ORG "
        f"League/PROPN/nmod>director/ORG {SAID}",
        "Ann Poe", "person", "director", "Pro-Life League",
    ),
    "a side’s speaker is not of the chamber": Case(
        "House Speaker Ann Poe said so.",
        f"House/PROPN/compound>Speaker/ORG Speaker/PROPN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "House Speaker",
    ),
    "but its clerk is": Case(
        "House clerk Ann Poe said so.",
        f"House/PROPN/compound>clerk/ORG clerk/NOUN/compound>Ann {POE} {SAID}",
        "Ann Poe", "person", "House clerk", "House",
    ),
    "a title that begins with a participle": Case(
        "Ann Poe, managing partner of Elm Bank said so.",
        f"{POE} ,/PUNCT/punct>Ann managing/VERB:VBG/amod>partner partner/NOUN/appos>Ann "
        f"of/ADP/case>Elm Elm/PROPN/nmod>partner/ORG Bank/PROPN/flat>Elm/ORG {SAID}",
        "Ann Poe", "person", "managing partner", "Elm Bank",
    ),
    "what a second person is": Case(
        "Ann Poe, joined by Tom Ray, the mayor said so.",
        f"{POE} ,/PUNCT/punct>Ann joined/VERB:VBN/acl>Ann by/ADP/case>Tom Tom/PROPN/obl>joined/PERSON "
        "Ray/PROPN/flat>Tom/PERSON ,/PUNCT/punct>Tom the/DET/det>mayor mayor/NOUN/appos>Tom "
        f"{SAID}",
        "Ann Poe", "person",
    ),
    "what she is behind where she is": Case(
        "Ann Poe, in Elm, the mayor said so.",
        f"{POE} ,/PUNCT/punct>Ann in/ADP/case>Elm Elm/PROPN/nmod>Ann/GPE ,/PUNCT/punct>Ann "
        f"the/DET/det>mayor mayor/NOUN/appos>Ann {SAID}",
        "Ann Poe", "person", "mayor",
    ),
    "one in three": Case(
        "One in three said so.",
        f"One/NUM/nsubj>said in/ADP/case>three three/NUM/nmod>One {SAID}",
        None, "group",
    ),
    "one of them is one": Case(
        "One of its authors said so.",
        "One/NUM/nsubj>said of/ADP/case>authors its/PRON:PRP$/nmod:poss>authors "
        f"authors/NOUN:NNS/nmod>One {SAID}",
        None, "person",
    ),
    "so is one of three": Case(
        "One of three said so.",
        f"One/NUM/nsubj>said of/ADP/case>three three/NUM/nmod>One {SAID}",
        None, "person",
    ),
    "and one somewhere": Case(
        "One in the crowd said so.",
        f"One/NUM/nsubj>said in/ADP/case>crowd the/DET/det>crowd crowd/NOUN/nmod>One {SAID}",
        None, "person",
    ),
    "a quarter of them": Case(
        "A quarter of the members said so.",
        "A/DET/det>quarter quarter/NOUN/nsubj>said of/ADP/case>members the/DET/det>members "
        f"members/NOUN:NNS/nmod>quarter {SAID}",
        None, "group",
    ),
    "a group of people": Case(
        "A group of rabbis said so.",
        f"A/DET/det>group group/NOUN/nsubj>said of/ADP/case>rabbis rabbis/NOUN:NNS/nmod>group {SAID}",
        None, "group",
    ),
    "a group of bodies": Case(
        "A group of hospitals said so.",
        "A/DET/det>group group/NOUN/nsubj>said of/ADP/case>hospitals "
        f"hospitals/NOUN:NNS/nmod>group {SAID}",
        None, "organization",
    ),
    "a hyphen is in a name": Case(
        "Ann Ki-moon said so.",
        "Ann/PROPN/nsubj>said/PERSON Ki/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>moon "
        f"moon/NOUN/flat>Ann {SAID}",
        "Ann Ki-moon", "person",
    ),
    "figures of a party are people": Case(
        "Republican figures said so.",
        f"Republican/ADJ/amod>figures/NORP figures/NOUN:NNS/nsubj>said {SAID}",
        None, "group",
    ),
    "so are those of a people": Case(
        "Marlovian figures said so.",
        f"Marlovian/ADJ/amod>figures/NORP figures/NOUN:NNS/nsubj>said {SAID}",
        None, "group",
    ),
    "so are those of standing": Case(
        "Senior figures said so.",
        f"Senior/ADJ/amod>figures figures/NOUN:NNS/nsubj>said {SAID}",
        None, "group",
    ),
    "official figures are numbers": Case(
        "Official figures said so.",
        f"Official/ADJ/amod>figures figures/NOUN:NNS/nsubj>said {SAID}",
        None, "document",
    ),
}  # fmt: skip


def words(tokens: list[Token]) -> str | None:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text if tokens else None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_phrase_is_taken_apart(case: Case) -> None:
    doc = parsed(case.text, case.parse)
    end = next(token.i for token in doc if token.text == "said")
    phrase = analyse(Layout(doc), list(doc[:end]))
    found = (words(list(phrase.name)), phrase.type, words(list(phrase.role)))
    assert (*found, words(list(phrase.affiliation))) == case[2:]


def mention_of(text: str, parse: str, name: str) -> Mention:
    """What is known of the person by this name from the first mention, outside any source."""
    found = find_mentions(Layout(parsed(text, parse)), [])
    return next(m for m in found if m.name is not None and m.name.text == name)


@pytest.mark.parametrize(
    ("text", "parse", "role", "affiliation"),
    [
        (
            "Ann Poe, who heads the Elm Trust, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>heads heads/VERB:VBZ/acl:relcl>Ann the/DET/det>Elm Elm/PROPN/obj>heads/ORG "
            "Trust/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Trust",
        ),
        (
            "Ann Poe, who teaches law at Elm University, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>teaches teaches/VERB:VBZ/acl:relcl>Ann law/NOUN/obj>teaches "
            "at/ADP/case>Elm Elm/PROPN/obl>teaches/ORG University/PROPN/flat>Elm/ORG "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm University",
        ),
        (
            "Ann Poe, a former judge who is now a fellow at Elm Trust, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "a/DET/det>judge former/ADJ/amod>judge judge/NOUN/appos>Ann who/PRON/nsubj>fellow "
            "is/AUX:VBZ/cop>fellow now/ADV/advmod>fellow a/DET/det>fellow fellow/NOUN/acl:relcl>judge "
            "at/ADP/case>Elm Elm/PROPN/nmod>fellow/ORG Trust/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann "
            "left/VERB/ROOT ./PUNCT/punct>left",
            "fellow", "Elm Trust",
        ),
        (
            "Ann Poe is a nurse at Elm Hospital.",
            "Ann/PROPN/nsubj>nurse/PERSON Poe/PROPN/flat>Ann/PERSON is/AUX:VBZ/cop>nurse "
            "a/DET/det>nurse nurse/NOUN/ROOT at/ADP/case>Elm Elm/PROPN/nmod>nurse/ORG "
            "Hospital/PROPN/flat>Elm/ORG ./PUNCT/punct>nurse",
            "nurse", "Elm Hospital",
        ),
        (
            "Now the dean of Elm University, Ann Poe left.",
            "Now/ADV/advmod>dean the/DET/det>dean dean/NOUN/dep>left of/ADP/case>Elm "
            "Elm/PROPN/nmod>dean/ORG University/PROPN/flat>Elm/ORG ,/PUNCT/punct>dean "
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON left/VERB/ROOT ./PUNCT/punct>left",
            "dean", "Elm University",
        ),
        (
            "Ann Poe and Ben Ray, nurses at Elm University, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON and/CCONJ/cc>Ben Ben/PROPN/conj>Ann/PERSON "
            "Ray/PROPN/flat>Ben/PERSON ,/PUNCT/punct>nurses nurses/NOUN:NNS/appos>Ann at/ADP/case>Elm "
            "Elm/PROPN/nmod>nurses/ORG University/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann left/VERB/ROOT "
            "./PUNCT/punct>left",
            None, "Elm University",
        ),
        (
            "Ann Poe, writing for Elm News, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann writing/VERB:VBG/acl>Ann "
            "for/ADP/case>Elm Elm/PROPN/obl>writing/ORG News/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann "
            "left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm News",
        ),
        (
            "Ann Poe wrote on Twitter.",
            "Ann/PROPN/nsubj>wrote/PERSON Poe/PROPN/flat>Ann/PERSON wrote/VERB:VBD/ROOT on/ADP/case>Twitter "
            "Twitter/PROPN/obl>wrote/ORG ./PUNCT/punct>wrote",
            None, None,
        ),
        (
            "Ann Poe wrote on Truth Social.",
            "Ann/PROPN/nsubj>wrote/PERSON Poe/PROPN/flat>Ann/PERSON wrote/VERB:VBD/ROOT on/ADP/case>Truth "
            "Truth/PROPN/obl>wrote/ORG Social/PROPN/flat>Truth/ORG ./PUNCT/punct>wrote",
            None, None,
        ),
        (
            "Ann Poe wrote in Elm News, Whigs left.",
            "Ann/PROPN/nsubj>wrote/PERSON Poe/PROPN/flat>Ann/PERSON wrote/VERB:VBD/parataxis>left in/ADP/case>Elm "
            "Elm/PROPN/obl>wrote/ORG News/PROPN/flat>Elm/ORG ,/PUNCT/punct>left Whigs/PROPN/nsubj>left "
            "left/VERB:VBD/ROOT ./PUNCT/punct>left",
            None, "Elm News",
        ),
        (
            "Ann Poe and Ben Ray,",
            "Ann/PROPN/ROOT/PERSON Poe/PROPN/flat>Ann/PERSON and/CCONJ/cc>Ben Ben/PROPN/conj>Ann/PERSON "
            "Ray/PROPN/flat>Ben/PERSON ,/PUNCT/punct>Ann",
            None, None,
        ),
        (
            "Ann Poe is founder and director of Elm Trust.",
            "Ann/PROPN/nsubj>founder/PERSON Poe/PROPN/flat>Ann/PERSON is/AUX:VBZ/cop>founder "
            "founder/NOUN/ROOT and/CCONJ/cc>director director/NOUN/conj>founder of/ADP/case>Elm "
            "Elm/PROPN/nmod>founder/ORG Trust/PROPN/flat>Elm/ORG ./PUNCT/punct>founder",
            "founder and director", "Elm Trust",
        ),
        (
            "He told The Elm’s Ann Poe.",
            "He/PRON/nsubj>told told/VERB:VBD/ROOT The/DET/det>Elm Elm/PROPN/nmod:poss>Ann/GPE "
            "’s/PART:POS/case>Elm Ann/PROPN/obj>told/PERSON Poe/PROPN/flat>Ann/PERSON ./PUNCT/punct>told",
            None, "Elm",
        ),
        (
            "Ann Poe is not a nurse.",
            "Ann/PROPN/nsubj>nurse/PERSON Poe/PROPN/flat>Ann/PERSON is/AUX:VBZ/cop>nurse "
            "not/PART/advmod>nurse a/DET/det>nurse nurse/NOUN/ROOT ./PUNCT/punct>nurse",
            None, None,
        ),
        (
            "A spokesman for Mrs. Poe left.",
            "A/DET/det>spokesman spokesman/NOUN/nsubj>left for/ADP/case>Poe Mrs./PROPN/compound>Poe "
            "Poe/PROPN/nmod>spokesman/PERSON left/VERB/ROOT ./PUNCT/punct>left",
            None, None,
        ),
        (
            "Ann Poe of Elm Lines left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON of/ADP/case>Elm "
            "Elm/PROPN/nmod>Ann/ORG Lines/PROPN/flat>Elm/ORG left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Lines",
        ),
        (
            "Ann Poe, whose group, Elm First, won, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "whose/PRON:WP$/nmod:poss>group group/NOUN/nsubj>won ,/PUNCT/punct>group "
            "Elm/PROPN/appos>group First/PROPN/flat>Elm ,/PUNCT/punct>group won/VERB/acl:relcl>Ann "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm First",
        ),
        (
            "Ann Poe, whose friend, Tom Ray, won, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "whose/PRON:WP$/nmod:poss>friend friend/NOUN/nsubj>won ,/PUNCT/punct>friend "
            "Tom/PROPN/appos>friend/PERSON Ray/PROPN/flat>Tom/PERSON ,/PUNCT/punct>friend "
            "won/VERB/acl:relcl>Ann ,/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, None,
        ),
        (
            "Ann Poe, who studies towns at the Elm Council, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>studies studies/VERB:VBZ/acl:relcl>Ann towns/NOUN:NNS/obj>studies "
            "at/ADP/case>Elm the/DET/det>Elm Elm/PROPN/obl>studies/ORG Council/PROPN/flat>Elm/ORG "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Council",
        ),
        (
            "Ann Poe, who paints towns at the Elm Council, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>paints paints/VERB:VBZ/acl:relcl>Ann towns/NOUN:NNS/obj>paints "
            "at/ADP/case>Elm the/DET/det>Elm Elm/PROPN/obl>paints/ORG Council/PROPN/flat>Elm/ORG "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            None, "Elm Council",
        ),
        (
            "Ann Poe, who votes for the Elm Council, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>votes votes/VERB:VBZ/acl:relcl>Ann for/ADP/case>Elm the/DET/det>Elm "
            "Elm/PROPN/obl>votes/ORG Council/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann left/VERB/ROOT "
            "./PUNCT/punct>left",
            None, None,
        ),
        (
            "Ann Poe, who spoke at the Elm Council, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "who/PRON/nsubj>spoke spoke/VERB/acl:relcl>Ann at/ADP/case>Elm the/DET/det>Elm "
            "Elm/PROPN/obl>spoke/ORG Council/PROPN/flat>Elm/ORG ,/PUNCT/punct>Ann left/VERB/ROOT "
            "./PUNCT/punct>left",
            None, None,
        ),
    ],
    ids=[
        "heads",
        "teaches at",
        "was and is",
        "is",
        "in front",
        "both",
        "writes for",
        "writes where all do",
        "writes where all do, in two words",
        "writes, before a comma",
        "both, and no more",
        "is two things",
        "a newspaper’s",
        "is not",
        "somebody else",
        "of",
        "whose group",
        "whose friend",
        "studies at",
        "does something else at",
        "votes for",
        "spoke at once",
    ],
)  # fmt: skip
def test_what_a_sentence_ties_a_name_to(
    text: str, parse: str, role: str | None, affiliation: str | None
) -> None:
    name = "Poe" if "Mrs." in text else "Ann Poe"
    found = mention_of(text, parse, name)
    assert (found.role, found.affiliation) == (role, affiliation)


def test_a_mention_is_as_long_as_what_it_says() -> None:
    text = "Ann Poe (R-Elm), the mayor of Marlow, left."
    found = mention_of(
        text,
        "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON (/PUNCT/punct>Ann R/PROPN/appos>Ann "
        "-/PUNCT:HYPH/punct>R Elm/PROPN/flat>R )/PUNCT/punct>Ann ,/PUNCT/punct>Ann the/DET/det>mayor "
        "mayor/NOUN/appos>Ann of/ADP/case>Marlow Marlow/PROPN/nmod>mayor/GPE ,/PUNCT/punct>Ann "
        "left/VERB/ROOT ./PUNCT/punct>left",
        "Ann Poe",
    )
    assert found.span == Span.of(text, 0, text.index(", left"))
    assert found.role == "mayor of Marlow"


@pytest.mark.parametrize(
    ("text", "parse", "name", "gender"),
    [
        (
            "Ann Poe, an aide to Ms. Ray, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann an/DET/det>aide "
            "aide/NOUN/appos>Ann to/ADP/case>Ray Ms./PROPN/compound>Ray Ray/PROPN/nmod>aide/PERSON "
            ",/PUNCT/punct>Ann left/VERB/ROOT ./PUNCT/punct>left",
            "Ann Poe", None,
        ),
        (
            "Ms. Poe, an aide to Mr. Ray, left.",
            "Ms./PROPN/compound>Poe Poe/PROPN/nsubj>left/PERSON ,/PUNCT/punct>Poe an/DET/det>aide "
            "aide/NOUN/appos>Poe to/ADP/case>Ray Mr./PROPN/compound>Ray Ray/PROPN/nmod>aide/PERSON "
            ",/PUNCT/punct>Poe left/VERB/ROOT ./PUNCT/punct>left",
            "Poe", "feminine",
        ),
        (
            "Ann Poe, a spokeswoman for Mr. Ray, left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON ,/PUNCT/punct>Ann "
            "a/DET/det>spokeswoman spokeswoman/NOUN/appos>Ann for/ADP/case>Ray "
            "Mr./PROPN/compound>Ray Ray/PROPN/nmod>spokeswoman/PERSON ,/PUNCT/punct>Ann "
            "left/VERB/ROOT ./PUNCT/punct>left",
            "Ann Poe", "feminine",
        ),
    ],
    ids=["another’s title", "her own title", "her own role"],
)  # fmt: skip
def test_a_gender_is_told_by_ones_own_title(
    text: str, parse: str, name: str, gender: str | None
) -> None:
    assert mention_of(text, parse, name).gender == gender


@pytest.mark.parametrize(
    ("text", "parse", "name"),
    [
        (
            "Ann Ki-moon left.",
            "Ann/PROPN/nsubj>left/PERSON Ki/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>moon "
            "moon/NOUN/flat>Ann left/VERB/ROOT ./PUNCT/punct>left",
            "Ann Ki-moon",
        ),
        (
            "Ann Poe - once mayor - left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>mayor "
            "once/ADV/advmod>mayor mayor/NOUN/appos>Ann -/PUNCT:HYPH/punct>mayor left/VERB/ROOT "
            "./PUNCT/punct>left",
            "Ann Poe",
        ),
        (
            "Ann Poe - Elm knows her - left.",
            "Ann/PROPN/nsubj>left/PERSON Poe/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>knows "
            "Elm/PROPN/nsubj>knows knows/VERB:VBZ/parataxis>left her/PRON/obj>knows "
            "-/PUNCT:HYPH/punct>knows left/VERB/ROOT ./PUNCT/punct>left",
            "Ann Poe",
        ),
    ],
    ids=["a hyphen", "a dash", "a dash before a capital"],
)  # fmt: skip
def test_a_hyphen_is_in_a_name_and_a_dash_is_not(text: str, parse: str, name: str) -> None:
    assert mention_of(text, parse, name).span.text == name


@pytest.mark.parametrize(
    ("text", "parse", "in_name"),
    [
        (
            "Ann Ki-moon left.",
            "Ann/PROPN/nsubj>left/PERSON Ki/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>moon "
            "moon/NOUN/flat>Ann left/VERB/ROOT ./PUNCT/punct>left",
            True,
        ),
        (
            "Ann Ki - moon left.",
            "Ann/PROPN/nsubj>left/PERSON Ki/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>moon "
            "moon/NOUN/flat>Ann left/VERB/ROOT ./PUNCT/punct>left",
            False,
        ),
        (
            "Ann Ki-moon rules left.",
            "Ann/PROPN/compound>rules/PERSON Ki/PROPN/flat>Ann/PERSON -/PUNCT:HYPH/punct>moon "
            "moon/NOUN/compound>rules rules/NOUN:NNS/nsubj>left left/VERB/ROOT ./PUNCT/punct>left",
            False,
        ),
        (
            "Elm Bay-moon left.",
            "Elm/PROPN/nsubj>left/GPE Bay/PROPN/flat>Elm/GPE -/PUNCT:HYPH/punct>moon "
            "moon/NOUN/flat>Elm left/VERB/ROOT ./PUNCT/punct>left",
            False,
        ),
    ],
    ids=["a hyphen", "a dash", "what modifies a noun", "no person"],
)  # fmt: skip
def test_a_small_letter_behind_a_hyphen_may_end_a_name(
    text: str, parse: str, in_name: bool
) -> None:
    [moon] = [token for token in parsed(text, parse) if token.text == "moon"]
    assert is_capital(moon) is in_name


def test_nothing_is_a_title_of_nothing() -> None:
    layout = Layout(parsed("So.", "So/ADV/ROOT ./PUNCT/punct>So"))
    assert read_title(layout, []) == ([], [])
