"""Every closed word of the record, one line each: list, code, English, French, what it means, colour, shape."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from babel.core import Locale, get_global


class Word(NamedTuple):
    """One word of a closed list. Colours are hexadecimal and belong to senders and kinds of rule alone."""

    list: str
    code: str
    en: str
    fr: str
    means_en: str
    means_fr: str
    light: str = ""
    dark: str = ""
    shape: str = ""


WORDS: tuple[Word, ...] = (
    Word("sender_group", "FRA", "France", "France", "forces of France", "forces de la France", "#1F5AA9", "#3F86D7", "circle"),
    Word("sender_group", "USA", "United States", "États-Unis", "forces of the United States", "forces des États-Unis", "#B98400", "#EACD3B", "square"),
    Word("sender_group", "EUR", "Europeans", "Européens", "the European Union, other European states and their coalitions", "Union européenne, autres États européens et leurs coalitions", "#3F1051", "#C486AC", "pentagon"),
    Word("sender_group", "UN", "United Nations", "Nations unies", "missions of the United Nations", "missions des Nations unies", "#59B1D4", "#C5F7FC", "diamond"),
    Word("sender_group", "RUS", "Russia", "Russie", "Russian forces, regular or private", "forces russes, régulières ou privées", "#C6424C", "#CB403D", "triangle"),
    Word("sender_group", "OTHER", "Other", "Autres", "African coalitions and states, Turkey and others", "coalitions et États africains, Turquie et autres", "#40403F", "#B6B1A6", "cross"),
    Word("organisation", "UN", "United Nations", "Nations unies", "the United Nations and its bodies", "les Nations unies et leurs organes"),
    Word("organisation", "EU", "European Union", "Union européenne", "the European Union and its Council", "l’Union européenne et son Conseil"),
    Word("organisation", "ECOWAS", "ECOWAS", "CEDEAO", "Economic Community of West African States", "Communauté économique des États de l’Afrique de l’Ouest"),
    Word("organisation", "UEMOA", "WAEMU", "UEMOA", "West African Economic and Monetary Union", "Union économique et monétaire ouest-africaine"),
    Word("organisation", "AU", "African Union", "Union africaine", "the African Union and its Peace and Security Council", "l’Union africaine et son Conseil de paix et de sécurité"),
    Word("organisation", "AES", "Alliance of Sahel States", "Alliance des États du Sahel", "alliance, then confederation, of Mali, Niger and Burkina Faso", "alliance, puis confédération, du Mali, du Niger et du Burkina Faso"),
    Word("organisation", "G5S", "G5 Sahel", "G5 Sahel", "Burkina Faso, Chad, Mali, Mauritania and Niger, 2014 to 2023", "Burkina Faso, Mali, Mauritanie, Niger et Tchad, de 2014 à 2023"),
    Word("organisation", "OIF", "Francophonie", "Francophonie", "International Organisation of La Francophonie", "Organisation internationale de la Francophonie"),
    Word("organisation", "ICC", "International Criminal Court", "Cour pénale internationale", "parties to the Rome Statute", "États parties au Statut de Rome"),
    Word("organisation", "MULTI", "coalition", "coalition", "several states without a UN or EU mandate", "plusieurs États sans mandat de l’ONU ni de l’UE"),
    Word("organisation", "NONSTATE", "non-state", "non étatique", "no state sends this force", "aucun État n’envoie cette force"),
    Word("force_kind", "state_forces", "state forces", "forces d’un État", "regular forces, bilateral or in an operation", "forces régulières, bilatérales ou en opération"),
    Word("force_kind", "private_military", "private military", "société militaire privée", "company or brigade outside the regular order of battle", "société ou brigade hors de l’ordre de bataille régulier"),
    Word("force_kind", "coalition", "coalition", "coalition", "several states, no UN or EU mandate", "plusieurs États, sans mandat de l’ONU ni de l’UE"),
    Word("force_kind", "un_mission", "UN mission", "mission de l’ONU", "mission mandated and led by the United Nations", "mission mandatée et dirigée par les Nations unies"),
    Word("force_kind", "eu_mission", "EU mission", "mission de l’UE", "mission of the European Union", "mission de l’Union européenne"),
    Word("force_kind", "intelligence", "intelligence", "renseignement", "intelligence service or its aircraft", "service de renseignement ou ses aéronefs"),
    Word("force_kind", "host_state", "host state", "État hôte", "army or administration of the country itself, as holder of a site", "armée ou administration du pays, comme détentrice d’un site"),
    Word("force_kind", "armed_group", "armed group", "groupe armé", "non-state armed group, as holder of a site or other side", "groupe armé non étatique, détenteur d’un site ou partie adverse"),
    Word("place_kind", "airfield", "airfield", "aérodrome", "airport, air base or strip", "aéroport, base aérienne ou piste"),
    Word("place_kind", "camp", "camp", "camp", "military camp that could be handed over alone", "camp militaire qui peut être remis seul"),
    Word("place_kind", "outpost", "outpost", "poste avancé", "small or temporary position", "position petite ou temporaire"),
    Word("place_kind", "headquarters", "headquarters", "quartier général", "seat of a command", "siège d’un commandement"),
    Word("place_kind", "town", "town", "localité", "town or village", "ville ou village"),
    Word("place_kind", "area", "area", "zone", "region or border zone; its precision says how wide", "région ou zone frontalière ; la précision dit son étendue"),
    Word("standing", "acknowledged", "acknowledged", "reconnue", "host or sender says so", "l’hôte ou l’envoyeur le dit"),
    Word("standing", "denied", "denied", "démentie", "host or sender denies it", "l’hôte ou l’envoyeur le dément"),
    Word("standing", "reported", "reported", "rapportée", "press, research, the UN or third states say so", "la presse, la recherche, l’ONU ou des États tiers le disent"),
    Word("standing", "claimed", "claimed", "affirmée", "only an opponent or a partisan outlet says so", "seul un adversaire ou un média partisan le dit"),
    Word("measure", "deployed", "deployed", "déployés", "there at that date", "présents à cette date"),
    Word("measure", "arrived", "arrived", "arrivés", "landed in one move; may be part of deployed", "débarqués en un mouvement ; peut être une part des déployés"),
    Word("measure", "departed", "departed", "partis", "gone since the pull-out began, cumulative", "partis depuis le début du retrait, cumulés"),
    Word("measure", "rotated", "rotated", "passés par la mission", "all who ever served or were sent, cumulative", "tous ceux qui ont servi ou été envoyés, cumulés"),
    Word("measure", "peak", "peak", "maximum", "highest level ever; the date is a span", "niveau le plus haut ; la date est une période"),
    Word("measure", "planned", "planned", "prévus", "announced level, not counted", "niveau annoncé, non compté"),
    Word("measure", "ceiling", "ceiling", "plafond", "legal maximum of a council, parliament or contract", "maximum légal d’un conseil, parlement ou contrat"),
    Word("measure", "assigned", "assigned", "affectés", "personnel rolls, not the deployed force", "registres du personnel, non la force déployée"),
    Word("counted", "military", "military", "militaires", "soldiers only", "militaires seulement"),
    Word("counted", "uniformed", "uniformed", "en uniforme", "soldiers and police", "militaires et policiers"),
    Word("counted", "all_staff", "all staff", "tout le personnel", "with civilians", "civils compris"),
    Word("counted", "civilians", "civilians", "civils", "civilians only", "civils seulement"),
    Word("counted", "unstated", "not stated", "non précisé", "the claimant does not say", "l’auteur du chiffre ne le dit pas"),
    Word("confidence", "high", "high", "haute", "two independent sources or an official act", "deux sources indépendantes ou un acte officiel"),
    Word("confidence", "medium", "medium", "moyenne", "one good source", "une bonne source"),
    Word("confidence", "low", "low", "faible", "one weak or partisan source", "une source faible ou partisane"),
    Word("regime_kind", "elected", "elected", "élu", "president chosen in a contested vote, however flawed", "président issu d’un vote disputé, même imparfait", "#EBE4D3", "#2B2E33", "plain"),
    Word("regime_kind", "interim", "transition", "transition", "appointed for a limited transition", "nommé pour une transition limitée", "#D8CDB6", "#454540", "diagonal"),
    Word("regime_kind", "one_party", "one party", "parti unique", "one dominant party", "un parti dominant", "#A99F8B", "#8D8575", "plain"),
    Word("regime_kind", "military", "junta", "junte", "a soldier or council that took power by force", "un militaire ou un conseil venu au pouvoir par la force", "#4B463D", "#D2C9B7", "plain"),
    Word("entry", "independence", "at independence", "à l’indépendance", "head of government at independence", "au pouvoir à l’indépendance"),
    Word("entry", "election", "by election", "par élection", "won a vote", "a gagné un vote"),
    Word("entry", "coup", "by coup", "par coup d’État", "took power by force from inside the state", "a pris le pouvoir par la force depuis l’État"),
    Word("entry", "succession", "by succession", "par succession", "constitutional successor, or after a death", "successeur constitutionnel, ou après un décès"),
    Word("entry", "appointed", "by appointment", "par nomination", "named by a body or agreement", "nommé par un organe ou un accord"),
    Word("entry", "restored", "restored", "rétabli", "came back after a seizure was undone", "revenu après l’échec d’une prise de pouvoir"),
    Word("entry", "continued", "continued", "maintenu", "same leader, new office or kind of rule", "même dirigeant, nouvelle fonction ou nouveau régime"),
    Word("exit", "handover", "handover", "passation", "successor took over as foreseen", "le successeur a pris ses fonctions comme prévu"),
    Word("exit", "coup", "coup", "coup d’État", "removed by force from inside the state", "renversé par la force depuis l’État"),
    Word("exit", "uprising", "uprising", "soulèvement", "removed by a popular uprising", "chassé par un soulèvement"),
    Word("exit", "resigned", "resigned", "démission", "gave up the office", "a quitté la fonction"),
    Word("exit", "died", "died", "décès", "died in office", "mort en fonction"),
    Word("exit", "reversed", "reversed", "annulée", "own seizure of power undone", "sa prise de pouvoir a été annulée"),
    Word("exit", "continued", "continued", "maintenu", "same leader, next office or kind of rule", "même dirigeant, fonction ou régime suivant"),
    Word("status", "member", "member", "membre", "whole span; its end is the effective exit", "toute la durée ; la fin est la sortie effective"),
    Word("status", "suspended", "suspended", "suspendu", "suspended from the body", "suspendu de l’organisation"),
    Word("status", "leaving", "leaving", "en sortie", "from announcement to effect", "de l’annonce à l’effet"),
    Word("status", "sanctions_economy", "economic sanctions", "sanctions économiques", "on borders, trade or state funds", "sur les frontières, le commerce ou les fonds publics"),
    Word("status", "sanctions_persons", "sanctions on persons", "sanctions individuelles", "on named people, or a framework for it", "contre des personnes nommées, ou un cadre pour cela"),
    Word("status", "aid_suspended", "aid suspended", "aide suspendue", "budget or military aid suspended", "aide budgétaire ou militaire suspendue"),
    Word("coding", "success", "success", "réussi", "coded as a successful coup", "codé comme coup d’État réussi"),
    Word("coding", "failed", "failed", "échoué", "coded as a failed coup", "codé comme coup d’État manqué"),
    Word("coding", "conspiracy", "conspiracy", "complot", "coded as a conspiracy", "codé comme complot"),
    Word("coding", "not_listed", "not listed", "absent de la liste", "the list covers the year but does not have it", "la liste couvre l’année mais ne l’a pas"),
    Word("coding", "not_covered", "not covered", "non couvert", "the list does not reach that year", "la liste n’atteint pas cette année"),
    Word("source_kind", "official", "official", "officielle", "government, army, international body", "gouvernement, armée, organisation internationale"),
    Word("source_kind", "agency", "agency", "agence", "news agency", "agence de presse"),
    Word("source_kind", "press", "press", "presse", "newspaper, radio, television, site", "journal, radio, télévision, site"),
    Word("source_kind", "research", "research", "recherche", "institute, university, research project", "institut, université, projet de recherche"),
    Word("source_kind", "dataset", "data set", "jeu de données", "published data set", "jeu de données publié"),
    Word("source_kind", "reference", "reference", "ouvrage de référence", "encyclopaedia or handbook", "encyclopédie ou manuel"),
    Word("source_kind", "partisan", "partisan", "partisane", "outlet or channel of a party", "média ou canal d’une partie"),
    Word("claimant", "press", "press", "presse", "journalists in their own name", "des journalistes en leur nom"),
    Word("claimant", "research", "research", "recherche", "researchers in their own name", "des chercheurs en leur nom"),
    Word("claimant", "reference", "reference work", "ouvrage de référence", "encyclopaedia or handbook", "encyclopédie ou manuel"),
    Word("yes_no", "yes", "yes", "oui", "yes", "oui"),
    Word("yes_no", "no", "no", "non", "no", "non"),
    Word("event_kind", "coup", "coup", "coup d’État", "executive seized illegally from inside the state and held seven days or more", "exécutif pris illégalement depuis l’État et tenu sept jours ou plus", shape="power"),
    Word("event_kind", "coup_attempt", "coup attempt", "tentative de coup d’État", "begun openly, failed or held less than seven days", "commencé au grand jour, échoué ou tenu moins de sept jours", shape="power"),
    Word("event_kind", "plot", "alleged plot", "complot allégué", "alleged or foiled before any open move", "allégué ou déjoué avant tout acte ouvert", shape="power"),
    Word("event_kind", "leadership_change", "change of leader", "changement de dirigeant", "other entry or exit of a head of state or government, oaths", "autre entrée ou sortie d’un chef d’État ou de gouvernement, serments", shape="power"),
    Word("event_kind", "transition", "transition", "transition", "its start, length, promise or lapse", "son début, sa durée, sa promesse ou son échéance", shape="power"),
    Word("event_kind", "election", "election", "élection", "national vote for persons", "vote national pour des personnes", shape="power"),
    Word("event_kind", "referendum", "referendum", "référendum", "national vote on a text", "vote national sur un texte", shape="power"),
    Word("event_kind", "constitution", "constitution", "constitution", "constitution or charter", "constitution ou charte", shape="power"),
    Word("event_kind", "institution", "institution", "institution", "body, law, state name, rank or post", "organe, loi, nom de l’État, grade ou poste", shape="power"),
    Word("event_kind", "party_ban", "party ban", "partis interdits", "parties suspended or dissolved", "partis suspendus ou dissous", shape="power"),
    Word("event_kind", "protest", "protest", "contestation", "uprising, crowd or blocked convoy", "soulèvement, foule ou convoi bloqué", shape="power"),
    Word("event_kind", "independence", "independence", "indépendance", "steps to independence", "étapes de l’indépendance", shape="power"),
    Word("event_kind", "membership", "membership", "appartenance", "joining, suspension, notice, exit or return", "adhésion, suspension, préavis, sortie ou retour", shape="relations"),
    Word("event_kind", "alliance", "alliance", "alliance", "founding acts of a bloc", "actes fondateurs d’un bloc", shape="relations"),
    Word("event_kind", "sanction", "sanction", "sanction", "sanction imposed", "sanction imposée", shape="relations"),
    Word("event_kind", "sanction_lifted", "sanction lifted", "sanction levée", "sanction lifted, wholly or in part", "sanction levée, en tout ou en partie", shape="relations"),
    Word("event_kind", "agreement", "agreement", "accord", "agreement made", "accord conclu", shape="relations"),
    Word("event_kind", "agreement_ended", "agreement ended", "accord rompu", "agreement denounced or lapsed", "accord dénoncé ou échu", shape="relations"),
    Word("event_kind", "cooperation", "cooperation", "coopération", "cooperation suspended or resumed", "coopération suspendue ou reprise", shape="relations"),
    Word("event_kind", "diplomatic_break", "diplomatic break", "rupture diplomatique", "expulsion, recall or rupture", "expulsion, rappel ou rupture", shape="relations"),
    Word("event_kind", "diplomatic_visit", "visit or call", "visite ou appel", "visit, call or summit", "visite, appel ou sommet", shape="relations"),
    Word("event_kind", "statement", "statement", "déclaration", "denial, accusation or disclosure", "démenti, accusation ou révélation", shape="relations"),
    Word("event_kind", "economic_pressure", "economic pressure", "pression économique", "blockade, border or mine", "blocus, frontière ou mine", shape="relations"),
    Word("event_kind", "mandate", "mandate", "mandat", "sender or parent creates, sizes, extends or ends a force", "l’envoyeur crée, dimensionne, prolonge ou termine une force", shape="forces"),
    Word("event_kind", "arrival", "arrival", "arrivée", "a force arrives", "une force arrive", shape="forces"),
    Word("event_kind", "relabelled", "relabelled", "changement de nom", "same people or posts under a new name", "mêmes hommes ou postes sous un nouveau nom", shape="forces"),
    Word("event_kind", "withdrawal_announced", "withdrawal announced", "retrait annoncé", "withdrawal announced or demanded", "retrait annoncé ou exigé", shape="forces"),
    Word("event_kind", "withdrawal", "withdrawal", "retrait", "first to last convoy", "du premier au dernier convoi", shape="forces"),
    Word("event_kind", "base_opened", "base opened", "base ouverte", "a site is taken into use", "un site est mis en service", shape="forces"),
    Word("event_kind", "base_left", "base left", "base quittée", "left without a receiver", "quittée sans repreneur", shape="forces"),
    Word("event_kind", "base_handed_over", "base handed over", "base remise", "giver and receiver known", "remettant et repreneur connus", shape="forces"),
    Word("event_kind", "base_taken", "base taken", "base prise", "entered without a hand-over", "occupée sans remise", shape="forces"),
    Word("event_kind", "delivery", "delivery", "livraison", "arms or equipment delivered", "armes ou matériel livrés", shape="forces"),
    Word("event_kind", "attack_on_force", "attack on a force", "attaque contre une force", "the force named was attacked", "la force nommée a été attaquée", shape="violence"),
    Word("event_kind", "battle", "battle", "combat", "fighting or named operation", "combats ou opération nommée", shape="violence"),
    Word("event_kind", "atrocity", "atrocity", "atrocité", "mass killing of civilians", "massacre de civils", shape="violence"),
    Word("event_kind", "accident", "accident", "accident", "accident of a force", "accident d’une force", shape="violence"),
    Word("event_kind", "justice", "justice", "justice", "arrest, trial, release or extradition of persons", "arrestation, procès, libération ou extradition de personnes", shape="violence"),
)  # fmt: skip

FOCUS = ("NER", "MLI", "BFA")
SENDER_GROUPS = ("FRA", "USA", "EUR", "UN", "RUS", "OTHER")
NOT_FOREIGN = ("host_state", "armed_group")
COUP_KINDS = ("coup", "coup_attempt", "plot")
EUROPEAN_STATES = frozenset((
    "AUT", "BEL", "BGR", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "GBR", "GRC", "HRV", "HUN", "IRL",
    "ITA", "LTU", "LUX", "LVA", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
))  # fmt: skip

_BY_LIST: dict[str, dict[str, Word]] = {}
for _word in WORDS:
    _BY_LIST.setdefault(_word.list, {})[_word.code] = _word

_ALPHA_2 = {
    three: twos[0]
    for three, twos in get_global("territory_aliases").items()
    if len(three) == 3 and three.isalpha() and twos[0] in Locale("en").territories and twos[0] != "ZZ"
}
_OWN_NAMES = {"fr": {"MLI": "Mali", "NER": "Niger", "BFA": "Burkina Faso"}}


def words_of(list_name: str) -> dict[str, Word]:
    """Return the words of a closed list by code, in the order of the vocabulary."""
    return _BY_LIST[list_name]


def lists() -> tuple[str, ...]:
    """Return the names of all closed lists."""
    return tuple(_BY_LIST)


def is_country(code: str) -> bool:
    """Tell whether a code is an ISO 3166 alpha-3 country that the Unicode CLDR knows."""
    return code in _ALPHA_2


def group_of(sender: str) -> str:
    """Return the sender group (its colour, mark and pattern) of a force's sender.

    Coalitions of several states without a mandate (MULTI) are drawn with the Europeans: Takuba is the only one.
    """
    if sender in ("FRA", "USA", "RUS", "UN"):
        return sender
    if sender in ("EU", "MULTI") or sender in EUROPEAN_STATES:
        return "EUR"
    return "OTHER"


@lru_cache(maxsize=1024)
def name(list_name: str, code: str, language: str) -> str:
    """Return the name of a word in "en" or "fr"; countries come from the Unicode CLDR."""
    word = _BY_LIST.get(list_name, {}).get(code)
    if word is not None:
        return word.fr if language == "fr" else word.en
    if is_country(code):
        own = _OWN_NAMES.get(language, {}).get(code)
        return own or str(Locale.parse(language).territories[_ALPHA_2[code]])
    raise KeyError(f"{code!r} is not a word of the list {list_name!r}")
