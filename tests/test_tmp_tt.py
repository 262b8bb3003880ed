import contextvars
from tests.conftest import *
from tests import pages
def test_x(visitor, amina, database):
    slug = add_lesson(database, "Amina", ARTICLE + "\n\nHe walked through the door at 5 km/h and/or ate 24/7 food, e.g. E. coli and A&E. Oh, wow! The U.S. and Dr. Smith's T-cell counts in COVID-19 patients fell by 0.5 mg/dL (p < 0.05); IL-6 and HbA1c; Crohn's disease didn't change vs. controls. " + "The patient had a tender kiss. ", published=True)
    words = visitor.get(f"/lessons/{slug}/words.json").json["lexemes"]
    for i, w in words.items():
        a = visitor.get(f"/lessons/{slug}/words/{i}/more")
        links = [l.attributes["href"] for l in pages.read(a.text).all("a")] if a.status_code==200 else []
        for l in links:
            if l.startswith("/lessons"): continue
            b = visitor.get(l, follow_redirects=True)
            if b.status_code != 200: print("BAD", w["lemma"], w["pos"], l, b.status_code)
        if a.status_code!=200: print("BADMORE", w["lemma"], w["pos"], a.status_code)
        if links:
            page = amina.get(links[-1], follow_redirects=True)
            for e in pages.read(page).all("a"):
                if "/desk/words" in e.attributes["href"]:
                    s = amina.get(e.attributes["href"]).status_code
                    if s != 200: print("BADDESK", w["lemma"], e.attributes["href"], s)
    for e in pages.main(visitor.get(f"/lessons/{slug}")).all("a"):
        h = e.attributes["href"]
        if h.startswith("/vocabulary"):
            s = visitor.get(h, follow_redirects=True).status_code
            if s != 200: print("BADGLOSS", h, s)
    for u in ["/vocabulary/a%00b","/vocabulary/a%00b/noun","/vocabulary/hiv","/vocabulary/covid-19","/vocabulary/Crohn%E2%80%99s%20disease","/vocabulary/%20asthma","/vocabulary/A&E","/vocabulary/i.v.","/vocabulary/attention-deficit/hyperactivity%20disorder","/vocabulary/attention-deficit%2Fhyperactivity%20disorder", "/vocabulary/..", "/vocabulary/%ff", "/vocabulary/"+"x"*3000, "/vocabulary/1", "/vocabulary/-", "/vocabulary/%20", "/vocabulary?page=999","/vocabulary?q=%00", "/vocabulary/lung/noun?page=99", "/vocabulary/asthma/noun?page=-4", "/word-parts/-itis", "/word-parts?q=zzzz", "/vocabulary/asthma/x"]:
        a = visitor.get(u)
        print(u[:60], a.status_code, a.location)
