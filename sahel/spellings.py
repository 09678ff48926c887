"""How names are spelt in the record, in English and French, and the other spellings by which a reader may search."""

from __future__ import annotations

from typing import NamedTuple


class Spelling(NamedTuple):
    """One name: the English and the French spelling of the record, and those it does not use in its own texts."""

    en: str
    fr: str
    others: tuple[str, ...]


SPELLINGS: tuple[Spelling, ...] = (
    Spelling("Tiani", "Tiani", ("Tchiani", "Tchani")),
    Spelling("Goïta", "Goïta", ("Goita",)),
    Spelling("Traoré", "Traoré", ("Traore",)),
    Spelling("Keïta", "Keïta", ("Keita",)),
    Spelling("Touré", "Touré", ("Toure",)),
    Spelling("Maïga", "Maïga", ("Maiga",)),
    Spelling("Saïbou", "Saïbou", ("Saibou", "Seibou", "Seybou")),
    Spelling("Kountché", "Kountché", ("Kountche",)),
    Spelling("Baré Maïnassara", "Baré Maïnassara", ("Barré Maïnassara", "Mainassara")),
    Spelling("Wanké", "Wanké", ("Wanke",)),
    Spelling("Diendéré", "Diendéré", ("Diendere", "Diendiéré")),
    Spelling("Compaoré", "Compaoré", ("Compaore", "Campaoré")),
    Spelling("Kaboré", "Kaboré", ("Kabore",)),
    Spelling("Ouédraogo", "Ouédraogo", ("Ouedraogo",)),
    Spelling("Iyad Ag Ghali", "Iyad Ag Ghali", ("Iyad Ag Ghaly", "Iyad ag Ghaly")),
    Spelling("Prigozhin", "Prigojine", ("Prigojin", "Prigoschin")),
    Spelling("Yevkurov", "Evkourov", ("Evkurov", "Yevkourov", "Ievkourov")),
    Spelling("Shoigu", "Choïgou", ("Shoïgou", "Choigou", "Shoygu")),
    Spelling("Gaddafi", "Kadhafi", ("Qaddafi", "Khadafi", "Gadhafi")),
    Spelling("Timbuktu", "Tombouctou", ("Timbuctoo", "Timbuktou")),
    Spelling("Ménaka", "Ménaka", ("Menaka",)),
    Spelling("Aguelhok", "Aguelhok", ("Aguelhoc", "Aguel’hoc", "Aguel'hoc")),
    Spelling("Anéfis", "Anéfis", ("Anefis", "Anéfif", "Anefif")),
    Spelling("Sévaré", "Sévaré", ("Sevare",)),
    Spelling(
        "Tinzaouaten", "Tinzaouaten",
        ("Tinzaouatène", "Tinzaouatine", "Tin Zaouatine", "Tinzawaten", "Tin Zawatine", "Tin-Zaouatène"),
    ),
    Spelling("Chinégodar", "Chinégodar", ("Chinagodrar", "Chinégoder", "Chinagoder", "Chinegodar")),
    Spelling("Inates", "Inates", ("Inatès", "In-Atès", "In Atès", "I-n-Ates")),
    Spelling("Agadez", "Agadez", ("Agadès",)),
    Spelling("Tillabéri", "Tillabéri", ("Tillabery", "Tillabéry", "Tillaberi")),
    Spelling("Kamboinsin", "Kamboinsin", ("Kamboinssin", "Kamboinsé", "Kamboissin")),
    Spelling("Arbinda", "Arbinda", ("Aribinda",)),
    Spelling("Barsalogho", "Barsalogho", ("Barsalogo",)),
    Spelling("Solenzo", "Solenzo", ("Solenso",)),
    Spelling("JNIM", "JNIM", ("GSIM", "Jamaat Nusrat", "Jama'at Nusrat")),
    Spelling("Islamic State Sahel", "État islamique au Sahel", ("EIGS", "ISGS", "ISSP", "EIS")),
    Spelling("ECOWAS", "CEDEAO", ("Cédéao",)),
    Spelling("Burkinabè", "burkinabè", ("Burkinabe", "Burkinabé", "burkinabé")),
)  # fmt: skip


def forms(spelling: Spelling) -> tuple[str, ...]:
    """Return every spelling of a name, those of the record first, each once."""
    return tuple(dict.fromkeys((spelling.en, spelling.fr, *spelling.others)))
