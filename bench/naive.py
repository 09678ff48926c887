"""The page to compare with: the same rows, drawn as the first tutorial would, with every setting left as it is."""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAHEL_DATA") or ROOT / "data")


@st.cache_data
def tables():
    presences = pd.read_csv(DATA / "presences.csv").merge(pd.read_csv(DATA / "forces.csv"), on="force_id")
    for name in ("start", "end"):
        year = presences[name].str.extract(r"(\d{4}(?:-\d{2})?(?:-\d{2})?)")[0].fillna("2026-06-30")
        presences[name] = pd.to_datetime(year, format="mixed")
    places = pd.read_csv(DATA / "places.csv")[["place_id", "lon", "lat"]]
    return presences, presences.merge(places, on="place_id")


@st.cache_data
def layer(name):
    return json.loads((ROOT / "data" / "geo" / f"{name}.geojson").read_text())


st.set_page_config(layout="wide")
presences, placed = tables()
page = st.sidebar.radio("Page", ["Map", "Timeline"], index=int(st.query_params.get("page") == "timeline"))
st.session_state.setdefault("day", 16_000)
st.button("Next day", key="next", on_click=lambda: st.session_state.update(day=st.session_state.day + 1))
day = st.slider("Day", 0, 24_000, key="day")
on = pd.Timestamp("1960-01-01") + pd.Timedelta(days=day)
senders = st.multiselect("Senders", sorted(presences["sender"].unique()), sorted(presences["sender"].unique()))
st.title(f"Forces on {on:%d %B %Y}")

if page == "Map":
    here = placed[(placed["start"] <= on) & (placed["end"] >= on) & placed["sender"].isin(senders)]
    here = here.assign(start=here["start"].astype(str), end=here["end"].astype(str))
    layers = [
        pdk.Layer("GeoJsonLayer", layer(name), filled=name == "countries", get_fill_color=[230, 230, 230])
        for name in ("countries", "borders", "regions", "rivers", "lakes")
    ]
    dots = pdk.Layer(
        "ScatterplotLayer", here, get_position=["lon", "lat"], get_radius=20_000, get_fill_color=[200, 30, 30]
    )
    view = pdk.ViewState(longitude=1, latitude=16, zoom=4)
    st.pydeck_chart(pdk.Deck([*layers, dots], initial_view_state=view, tooltip=True))
else:
    rows = presences[presences["sender"].isin(senders) & (presences["start"] >= on - pd.Timedelta(days=12_000))]
    bars = px.timeline(rows, x_start="start", x_end="end", y="country", color="sender", hover_data=["note_en"])
    bars.update_xaxes(range=[on - pd.Timedelta(days=5_000), on])
    st.plotly_chart(bars)
st.dataframe(presences)
