import datetime as dt

import pytest

from dragoman import versions
from dragoman.errors import OntologyError
from dragoman.ontology import actors as tables
from dragoman.ontology.index import OWN_TABLES
from dragoman.resolve.actors import ActorResolver, Scope, default_resolver, resolve_actor, tenure
from dragoman.resolve.actors.text import atoms, fold

D = dt.date
THEN = D(2021, 9, 30)


@pytest.mark.parametrize(
    ("word", "folded"), [("Élysée", "elysee"), ("U.S.", "us"), ("Wałęsa", "walesa"), ("Da'esh", "daesh"), ("Erdoğan", "erdogan")]
)
def test_fold(word, folded):
    assert fold(word) == folded


def test_atoms_know_possessives_and_hyphens():
    found = atoms("Syria's US-led 2,000 men")
    assert [(a.key, a.possessive, a.glued) for a in found] == [
        ("syria", True, False),
        ("us", False, False),
        ("led", False, True),
        ("2,000", False, False),
        ("men", False, False),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("four Saudi men", "SAUCVL"),
        ("Turkish forces", "TURMIL"),
        ("a Ukrainian passenger jet", "UKRBUS"),
        ("Syrian opposition groups", "SYROPP"),
        ("Officials in Jordan", "JORGOV"),
        ("the government of Syrian President Bashar al-Assad", "SYRGOV"),
        ("The Trump administration", "USAGOV"),
        ("US State Department", "USAGOV"),
        ("a spokesman for the US State Department", "USAGOV"),
        ("the Syrian people", "SYRCVL"),
        ("the president of France", "FRAGOV"),
        ("France's Macron", "FRAGOV"),
        ("Israeli settlers", "ISRCVL"),
        ("a Turkish court", "TURJUD"),
        ("Russian lawmakers", "RUSLEG"),
        ("police in Cairo", "EGYCOP"),
        ("a court in Lyon", "FRAJUD"),
        ("Syrian refugees in Turkey", "SYRREF"),
        ("US intelligence agencies", "USASPY"),
        ("Brazil's truck drivers", "BRALAB"),
        ("those close to Assad", "SYRELI"),
        ("Syrian Kurdish forces", "SYRREB"),
        ("Tigrayan forces", "ETHREB"),
        ("the Iran-backed Houthis", "YEMREB"),
        ("suspected Boko Haram militants", "NGAREB"),
        ("a senior Hamas official", "PSEREB"),
        ("UN peacekeepers", "IGOUNO"),
        ("EU leaders", "IGOEEC"),
        ("the ISIL Group (ISIS)", "IMGISI"),
        ("Doctors Without Borders", "NGOMSF"),
        ("Reuters", "GBRJRN"),
        ("Egyptian media", "EGYJRN"),
        ("the Saudi-led coalition", "IGOSAC"),
        ("the Lesotho Defence Force (LDF)", "LSOMIL"),
        ("the US ambassador to Syria", "USAGOV"),
        ("forces loyal to Prime Minister Hun Sen", "KHMMIL"),
        ("civilians in Gaza", "PSECVL"),
    ],
)
def test_nationality_and_role(text, code):
    entity = resolve_actor(text, THEN)
    assert entity.code == code
    assert entity.resolved
    assert entity.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Washington", "USAGOV"),
        ("the Kremlin", "RUSGOV"),
        ("the Pentagon", "USAMIL"),
        ("the Élysée", "FRAGOV"),
        ("Quai d'Orsay", "FRAGOV"),
        ("Whitehall", "GBRGOV"),
        ("Downing Street", "GBRGOV"),
        ("Foggy Bottom", "USAGOV"),
        ("Ankara", "TURGOV"),
        ("the Blue House", "KORGOV"),
        ("Capitol Hill", "USALEG"),
        ("the Knesset", "ISRLEG"),
        ("Zhongnanhai", "CHNGOV"),
        ("Buckingham Palace", "GBRGOV"),
    ],
)
def test_metonyms(text, code):
    assert resolve_actor(text, THEN).code == code


@pytest.mark.parametrize(
    ("text", "on", "code", "person"),
    [
        ("Barack Obama", D(2012, 5, 1), "USAGOV", "Barack Obama"),
        ("Barack Obama", D(2018, 5, 1), "USAELI", "Barack Obama"),
        ("former US president Donald Trump", D(2022, 1, 1), "USAELI", "Donald Trump"),
        ("President Bush", D(1990, 8, 8), "USAGOV", "George H. W. Bush"),
        ("President Bush", D(2003, 8, 8), "USAGOV", "George W. Bush"),
        ("the Russian president", D(2009, 1, 1), "RUSGOV", "Dmitry Medvedev"),
        ("Syria's foreign minister", THEN, "SYRGOV", "Faisal Mekdad"),
        ("US Secretary of State", D(2004, 1, 1), "USAGOV", "Colin Powell"),
        ("The Trump administration", THEN, "USAGOV", None),
        ("the Assad regime", THEN, "SYRGOV", None),
        ("Faisal Mekdad, Syria's foreign minister", THEN, "SYRGOV", "Faisal Mekdad"),
        ("Ivan Petrov, a Russian lawmaker", THEN, "RUSLEG", "Ivan Petrov"),
        ("UN Secretary-General Kofi Annan", D(2003, 1, 1), "IGOUNO", "Kofi Annan"),
        ("the then president, Goodluck Jonathan", D(2021, 1, 1), "NGAGOV", "Goodluck Jonathan"),
        ("Hezbollah chief Sheikh Hassan Nasrallah", D(2010, 1, 1), "LBNREB", "Hassan Nasrallah"),
        ("Ahmad Umar", D(2022, 6, 1), "SOMREB", "Ahmad Umar"),
        ("Keir Starmer", D(2022, 6, 1), "GBRPTY", "Keir Starmer"),
        ("Iain Duncan Smith", D(2003, 6, 1), "GBRPTY", "Iain Duncan Smith"),
        ("Abkhaz leader Aslan Bzhania", D(2022, 6, 1), "GEOPRE", "Aslan Bzhania"),
        ("the Abkhaz leader", D(2022, 6, 1), "GEOPRE", None),
        ("the Dalai Lama", D(2022, 6, 1), "CHNREL", "Tenzin Gyatso"),
        ("President Nicolas Maduro Moros", D(2022, 6, 1), "VENGOV", "Nicolás Maduro"),
        ("President Rodrigo Chaves Robles of Costa Rica", D(2022, 6, 1), "CRIGOV", "Rodrigo Chaves"),
        ("Narendra Modi Stadium", D(2022, 6, 1), None, None),
        ("Nicolás Maduro Guerra", D(2022, 6, 1), None, None),
        ("Bahrain's National Security Agency", D(2022, 6, 1), "BHRSPY", None),
        ("the Russian Security Council", D(2022, 6, 1), "RUSGOV", None),
        ("EU Member States", D(2022, 6, 1), "IGOEEC", None),
        ("Iran's Supreme National Security Council", D(2022, 6, 1), "IRNGOV", None),
        ("the U.S. National Security Council", D(2022, 6, 1), "USAGOV", None),
        ("Delegations of the Sudanese army", D(2022, 6, 1), "SDNMIL", None),
        ("an Ecuadorean marine post", D(2022, 6, 1), "ECUMIL", None),
    ],
)
def test_the_office_holder_on_the_day(text, on, code, person):
    entity = resolve_actor(text, on)
    assert (entity.code, entity.person) == (code, person)


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("the Taliban", D(2019, 1, 1), "AFGREB"),
        ("the Taliban", D(2022, 1, 1), "AFGGOV"),
        ("Zaire", D(1995, 1, 1), "CODGOV"),
        ("Moscow", D(1990, 6, 1), "SUNGOV"),
        ("Moscow", D(1995, 6, 1), "RUSGOV"),
        ("the Rapid Support Forces", D(2020, 1, 1), "SDNPRM"),
        ("the Rapid Support Forces", D(2024, 1, 1), "SDNREB"),
    ],
)
def test_names_hold_in_their_time(text, on, code):
    assert resolve_actor(text, on).code == code


def test_before_the_first_term_nothing_is_invented():
    entity = resolve_actor("Emmanuel Macron", D(1999, 1, 1))
    assert not entity.resolved
    assert entity.code is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Egyptian and Syrian foreign ministers", ["EGYGOV", "SYRGOV"]),
        ("Qatar, Saudi Arabia and the United Arab Emirates", ["QATGOV", "SAUGOV", "AREGOV"]),
        ("US and British forces", ["USAMIL", "GBRMIL"]),
        ("Syrian soldiers and policemen", ["SYRMIL", "SYRCOP"]),
        ("the governments of Egypt and Syria", ["EGYGOV", "SYRGOV"]),
        ("citizens of Egypt and Syria", ["EGYCVL", "SYRCVL"]),
        ("Arab states such as Qatar and Oman", ["QATGOV", "OMNGOV"]),
        ("the president and prime minister of Iraq", ["IRQGOV", "IRQGOV"]),
    ],
)
def test_lists_have_members(text, codes):
    entity = resolve_actor(text, THEN)
    assert [m.code for m in entity.members] == codes
    assert entity.code is None
    assert all(text[m.start : m.end] == m.text for m in entity.members)


@pytest.mark.parametrize(
    "text", ["Trinidad and Tobago", "the Ministry of Foreign Affairs and Expatriates of Syria", "Bosnia and Herzegovina"]
)
def test_and_inside_a_name_makes_no_list(text):
    assert not resolve_actor(text, THEN).members


@pytest.mark.parametrize(
    "text",
    [
        "John Smith",
        "Chad Brown",
        "Jordan Smith",
        "Paris Hilton",
        "Michael Jordan",
        "Blackstone Ridge Council",
        "Marble Junta of Xylophones",
        "a door",
        "the bakery",
        "gunmen",
        "masked gunmen",
        "protesters",
        "the Free Nile Movement",
        "Syrian Salvation Government",
        "Western officials",
        "Arab states",
        "Kurdish fighters",
        "pro-Russian separatists",
        "the New Dawn Brigade",
        "Mr Kowalczyk",
        "General Ramsbottom",
        "President Quux",
        "the ministry",
        "Egyptian bakery",
        "the Northern Rivers Liberation Army",
        "Petra Kelly",
        "Georgia",
        "Congo",
        "Kim",
        "Johnson",
        "Khan",
        "he",
        "they",
        "we",
        "both countries",
        "the group",
        "Taliban prisoners",
        "German-Turkish journalist",
        "the Austin-Morris company",
        "Amber Reed of Cedar Watch",
    ],
)
def test_what_is_not_known_stays_open(text):
    entity = resolve_actor(text, THEN)
    assert not entity.resolved
    assert entity.code is None
    assert entity.text == text
    assert entity.why


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("it", "Turkey said it would close the border with Syria.", "TURGOV"),
        ("it", "Turkey and Syria met. Officials expected that it would close.", None),
        ("he", "Russian President Vladimir Putin spoke. He said he would not yield.", "RUSGOV"),
        ("he", "Turkish President Tayyip Erdogan met US Vice President Mike Pence. Later he left.", None),
        ("his government", "Assad has lost, and the United States will not deal with his government.", "SYRGOV"),
        ("the group", "Hezbollah fired rockets. Israel said the group had 100 men.", "LBNREB"),
        ("the ministry", "The Syrian Foreign Ministry spoke on Monday; the ministry regretted it.", "SYRGOV"),
        ("the army", "In Mali, gunmen attacked a convoy, and the army fled.", "MLIMIL"),
        ("the army", "In Mali and Niger, gunmen attacked a convoy, and the army fled.", None),
        ("the country's president", "Kenya was tense after the country's president spoke.", "KENGOV"),
        ("the SDF", "The Syrian Democratic Forces (SDF) advanced. Later the SDF left.", "SYRREB"),
        ("Petrov", "Russian lawmaker Ivan Petrov met officials. Petrov left.", "RUSLEG"),
        ("Miller", "Jane Miller, a Canadian trade unionist, was arrested. Miller left.", "CANLAB"),
        ("Johnson", "Republican Senator Ron Johnson met US officials. Johnson left.", "USALEG"),
        ("Johnson", "Britain said Johnson would go to Brussels.", "GBRGOV"),
        ("Biden", "Hunter Biden was charged. Biden denied it.", None),
        ("Georgia", "Tbilisi said Georgia would join NATO.", "GEOGOV"),
        ("Georgia", "In Atlanta, Raffensperger said Georgia would count again.", "USAGOV"),
        ("Congo", "Rebels took Goma in eastern Congo.", "CODGOV"),
        ("RSF", "Sudan's army said the RSF attacked Khartoum.", "SDNPRM"),
    ],
)
def test_by_context(text, context, code):
    assert resolve_actor(text, THEN, context).code == code


@pytest.mark.parametrize(("text", "codes"), [("both countries", ["EGYGOV", "SYRGOV"]), ("their troops", ["EGYMIL", "SYRMIL"])])
def test_two_antecedents(text, codes):
    entity = resolve_actor(text, THEN, f"Egypt and Syria restored ties. Later {text} were praised.")
    assert [m.code for m in entity.members] == codes


def test_we_is_the_voice_that_speaks():
    resolver, scope = default_resolver(), Scope("We will not yield, Russia said.", THEN)
    speaker = resolver.resolve("Russia", start=19, end=25, on=THEN, scope=scope)
    assert resolver.resolve("We", start=0, end=2, on=THEN, scope=scope, speaking=speaker).code == "RUSGOV"
    assert [entity.text for entity in scope.actors] == ["Russia", "We"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The Trump administration", THEN, (D(2017, 1, 20), D(2021, 1, 20))),
        ("The Trump administration", D(2025, 6, 1), (D(2025, 1, 20), None)),
        ("the Bush administration", D(1992, 1, 1), (D(1989, 1, 20), D(1993, 1, 20))),
        ("Merkel's government", THEN, (D(2005, 11, 22), D(2021, 12, 8))),
        ("Turkish forces", THEN, None),
        ("I", THEN, None),
        ("Donald Trump", THEN, None),
        ("former President Barack Obama", THEN, None),
    ],
)
def test_tenure(text, published, expected):
    assert tenure(text, published) == expected


def in_order(report, *texts):
    """The entities of mentions as they come in a report."""
    scope, at, found = Scope(report, THEN), 0, []
    for text in texts:
        at = report.index(text, at)
        a, b = scope.bounds(scope.sentence(at))
        found.append(default_resolver().resolve(text, start=at, end=at + len(text), on=THEN, scope=scope, sentence=report[a:b]))
        at += len(text)
    return found


def test_they_are_who_met():
    told = "Jake Sullivan met today with Benny Gantz. They condemned the attack."
    assert {m.code for m in in_order(told, "Jake Sullivan", "Benny Gantz", "They")[-1].members} == {"USAGOV", "ISRGOV"}


def test_the_leaders_are_of_the_two_countries_that_met():
    told = "Kamala Harris met President Isaac Herzog of Israel. The Vice President said so. The leaders agreed."
    last = in_order(told, "Kamala Harris", "President Isaac Herzog of Israel", "The Vice President", "The leaders")[-1]
    assert {m.code for m in last.members} == {"USAGOV", "ISRGOV"}
    more = in_order(f"Emmanuel Macron came. {told}", "Emmanuel Macron", "Kamala Harris", "President Isaac Herzog of Israel", "The leaders")[
        -1
    ]
    assert not more.resolved
    assert not more.members


@pytest.mark.parametrize(
    ("report", "texts", "person", "code"),
    [
        ("President Erdogan spoke. The vice president did not.", ("President Erdogan", "The vice president"), None, "TURGOV"),
        ("Interior Minister Gérald Darmanin flew to Rome. The prime minister received him.", ("Interior Minister Gérald Darmanin", "The prime minister"), "Jean Castex", "FRAGOV"),
        ("Min Aung Hlaing met Wang Yi. He said nothing.", ("Min Aung Hlaing", "Wang Yi", "He"), None, None),
        ("Angela Merkel met Sheikh Hasina. She said nothing.", ("Angela Merkel", "Sheikh Hasina", "She"), None, None),
        ("France is worried. Uganda accused its neighbour of arming rebels.", ("France", "Uganda", "its neighbour"), None, None),
        ("Kenya is at war. The Zorbo vowed it would fight Chad.", ("Kenya", "The Zorbo", "it"), None, None),
        ("Saudi Arabia cut output. The oil-rich kingdom said so.", ("Saudi Arabia", "The oil-rich kingdom"), None, "SAUGOV"),
        ("Syrian civilians including women and children fled.", ("Syrian civilians including women and children",), None, "SYRCVL"),
        ("Lebanese fled to Syria on Monday.", ("Lebanese",), None, None),
        ("Qatari mediators met the Taliban.", ("Qatari mediators",), None, "QATGOV"),
    ],
)  # fmt: skip
def test_offices_sexes_and_parts_are_told_apart(report, texts, person, code):
    last = in_order(report, *texts)[-1]
    assert (last.person, last.code) == (person, code)


@pytest.mark.parametrize(
    ("report", "texts"),
    [
        ("Kenyan and Ugandan soldiers: thirty of the Kenyan and Ugandan soldiers fled.", ("thirty of the Kenyan and Ugandan soldiers",)),
        ("Syria said its army and police had opened fire.", ("Syria", "its army and police")),
    ],
)
def test_members_of_a_list_stand_where_the_report_has_them(report, texts):
    members = in_order(report, *texts)[-1].members
    assert len(members) == 2
    assert all(m.code and report[m.start : m.end] == m.text for m in members)


@pytest.mark.parametrize(("line", "reason"), [("he\tshe", "stands twice"), ("new\tOil", "no word of a mention looks so")])
def test_words_of_the_grammar_are_checked(tmp_path, monkeypatch, line, reason):
    (tmp_path / "actor_words.tsv").write_text(f"group\twords\nhe\the;him\n{line}\n")
    monkeypatch.setattr("dragoman.ontology.tables.TABLES", tmp_path)
    with pytest.raises(OntologyError, match=f"actor_words.tsv:3: .*{reason}"):
        tables._word_groups.__wrapped__()


def test_contested_names_follow_the_policy():
    mine = ActorResolver({"western-sahara": "ESH:GOV"})
    assert resolve_actor("Western Sahara", THEN).code == "MARPRE"
    assert mine.resolve("Western Sahara", start=0, end=14, on=THEN, scope=Scope()).code == "ESHGOV"


REPORT = (
    "Sweden and Norway signed a pact on Monday. The two foreign ministers shook hands. Oslo said it would send ships. "
    "Sweden's defence minister thanked Norway. The minister said he was glad. The two armies will train together."
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The two foreign ministers", {"SWEGOV", "NORGOV"}),
        ("it", {"NORGOV"}),
        ("The minister", {"SWEGOV"}),
        ("The two armies", {"SWEMIL", "NORMIL"}),
    ],
)
def test_antecedents_in_a_report(text, codes):
    entity = resolve_actor(text, THEN, REPORT)
    assert ({m.code for m in entity.members} or {entity.code}) == codes


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("them", "Civilians were beaten by Boko Haram, which then drove them out."),
        ("it", "Poland and Hungary met. Later it was praised."),
        ("They", "Kenyan soldiers shot at Somali herders. They fled."),
        ("its mission in Tehran", "A crowd stormed its mission in Tehran."),
        ("others", "Chad and others left."),
    ],
)
def test_left_out_rather_than_guessed(text, report):
    assert not resolve_actor(text, THEN, report).resolved


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("New Zealand", "NZLGOV"),
        ("the mayor of Gdynia", "POLGOV"),
        ("Hamas fighters", "PSEREB"),
        ("al-Shabaab's emir", "SOMREB"),
        ("a spokesman for Zorbo Nantek", None),
        ("the Turkish delegation", "TURGOV"),
    ],
)
def test_whose_they_are(text, code):
    assert resolve_actor(text, THEN).code == code


def test_own_tables_are_added_and_checked(tmp_path, monkeypatch):
    shipped = versions.ontology()
    monkeypatch.setenv(OWN_TABLES, str(tmp_path))
    (tmp_path / "roles.tsv").write_text("role\tsectors\tkind\nbeekeeper in chief\tAGR\ttitle\n", encoding="utf-8")
    assert tables.roles.__wrapped__()[-1].text == "beekeeper in chief"
    assert versions.ontology().startswith(f"{shipped}+")
    (tmp_path / "roles.tsv").write_text("role\tsectors\tkind\nbeekeeper\tBEE\ttitle\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"roles.tsv:2: 'BEE' is no sector"):
        tables.roles.__wrapped__()


GULF = (
    "DUBAI - Qatar said on Tuesday it would not yield to Saudi Arabia. The U.N. Security Council met on Monday. The Gulf state has gas. "
    "France sent an envoy. The council gave no date. Police broke up a rally."
)


@pytest.mark.parametrize(
    ("report", "text", "codes"),
    [
        (GULF, "it", ["QATGOV"]),
        (GULF, "The council", ["IGOUNSC"]),
        ("Chad held a vote on Sunday. Opposition leaders in Chad cried foul. Soldiers sealed off the square.", "Soldiers", ["TCDMIL"]),
        ("Chad and Mali signed a pact. It was hailed by France. A bank lent money. Roads between the two countries are poor.", "the two countries", ["MLIGOV", "TCDGOV"]),
        ("Mali, Niger and Burkina Faso left the bloc. It regretted that. The three states gave no date.", "The three states", ["BFAGOV", "MLIGOV", "NERGOV"]),
        ("Ghana and Togo signed a pact. Rain fell. The West African nation gave no reason.", "The West African nation", [None]),
        ("Ghana closed its border with Togo. The next day Ghana reopened it. Officials of the West African nation gave no reason.", "the West African nation", ["GHAGOV"]),
        ("Kenya and Iran fell out. The council gave no reason.", "The council", [None]),
        ("Robert F. Bush was shot in 1968. Sirhan opposed Bush in Utah.", "Bush", [None]),
        ("Kenya hosted the leader of Somaliland.", "the leader of Somaliland", ["SOMPRE"]),
        ("India has fires. He blamed the officers who allowed it.", "the officers", [None]),
        ("Kenya and Iran fell out. The defence ministers of both countries met.", "The defence ministers of both countries", ["IRNGOV", "KENGOV"]),
        ("Kenya and Iran fell out. Troops from the two countries clashed.", "Troops from the two countries", ["IRNMIL", "KENMIL"]),
        ("Ghana's army and Togo's police exchanged fire. Both governments kept silent.", "Both governments", ["GHAGOV", "TGOGOV"]),
        ("The Security Council met on Sudan. Egypt thanked the world body.", "the world body", ["IGOUNO"]),
        ("Protesters marched through Tunis. On Friday they burned tyres in Tunisia.", "they", ["TUNCVL"]),
        ("Hamas fired rockets at Israel. The Islamist group wants a truce.", "The Islamist group", ["PSEREB"]),
        ("The Houthis lost a town in Yemen. Oman deported the rebel leader.", "the rebel leader", ["YEMREB"]),
        ("Polish President Lech Walesa met Boris Yeltsin. Walesa said his country wanted peace. ", "his country", ["POLGOV"]),
        ("Rwanda and France fell out. In Kigali, police stopped a march.", "police", ["RWACOP"]),
        ("A State Department spokesman regretted the raid in Yemen. The department asked for an inquiry.", "The department", ["USAGOV"]),
        ("Chad and Mali met France's envoy. The delegation left.", "The delegation", [None]),
        ("Egypt hosted Greece and France in Cairo. The foreign ministers will meet again.", "The foreign ministers", [None]),
        ("The toilet in Oxford cost six million US dollars. Police arrested a man.", "Police", [None]),
        ("Iran fired missiles at Israel, and Jordan said it had shot two of them down.", "it", ["JORGOV"]),
        ("In Kinshasa, President Emmanuel Macron urged Vladimir Putin to talk. He sent an envoy.", "He", ["FRAGOV"]),
        ("Qatar and Bahrain fell out. The tiny nation shut its port. The island kingdom gave no reason.", "The island kingdom", ["BHRGOV"]),
        ("Chad quarrelled with France. The former colonial power sent an envoy.", "The former colonial power", ["FRAGOV"]),
        ("Opposition leader Carlos Mesa called for a vote in Bolivia. The former president urged calm.", "The former president", ["BOLOPP"]),
        ("Kenya's army fought on. It did not say how many of its men had died.", "its men", ["KENMIL"]),
        ("Chad and Mali signed a pact. Togo, which has 900 troops in Chad, was silent.", "troops", ["TGOMIL"]),
        ("Chad and Mali fell out. Togo and Benin urged the two sides to talk.", "the two sides", ["MLIGOV", "TCDGOV"]),
        ("Kenya and Iran fell out. Trade stopped after soldiers toppled President Vladimir Putin.", "soldiers", ["RUSMIL"]),
        ("Chad and Mali fell out. A spokesman for Vladimir Putin said he would mediate.", "he", ["RUSGOV"]),
        ("Armenia hosted Russia. Protesters broke into the parliament in Yerevan.", "Protesters", ["ARMCVL"]),
        ("France has troops in Mali. The junta told the French to leave.", "the French", ["FRAGOV"]),
        ("France has left. \"They came at night,\" said a villager in Togo. Chad and Mali were silent.", "They", [None]),
        ("Sudan has an army. Russia, which has a base in the country, was silent.", "the country", ["SDNGOV"]),
        ("Kenya is at war. The Zorbo said it would fight Chad.", "it", [None]),
        ("Turkey blamed Armenia, and its foreign minister resigned.", "its foreign minister", [None]),
        ("Chad said rebels had fought on. France sent the rebels a note.", "the rebels", ["TCDREB"]),
        ("Kenya hosted two men. Tanzania and Togo invited the two presidents, William Ruto and Paul Kagame, to talks.", "the two presidents", ["KENGOV", "RWAGOV"]),
        ("President William Ruto met President Paul Kagame. The Presidents signed a pact.", "The Presidents", ["KENGOV", "RWAGOV"]),
        ("Foreign Minister Sergey Lavrov met his Syrian counterpart, Faisal Mekdad. The ministers left.", "The ministers", ["RUSGOV", "SYRGOV"]),
        ("Kenya's president dismissed three ministers. The ministers accused him of fraud.", "The ministers", ["KENGOV"]),
        ("Chad and Mali met in Lagos. The delegations left at dawn.", "The delegations", ["MLIGOV", "TCDGOV"]),
        ("Sudan's army fought the Rapid Support Forces. Qatar spoke. The two forces had shared power.", "The two forces", ["SDNMIL", "SDNPRM"]),
        ("Manila spoke to the Moro Islamic Liberation Front. Malaysia hosted both. The two forces fought on.", "The two forces", ["PHLMIL", "PHLREB"]),
        ("Japan paid for roads in the Philippines. The armies stopped shooting in June.", "The armies", [None]),
        ("Talks between Chad and Mali failed in Doha. Qatar said so. The two sides' soldiers clashed.", "The two sides' soldiers", ["MLIMIL", "TCDMIL"]),
        ("The Rapid Support Forces took a town. A spokesman for the group said so.", "A spokesman for the group", ["SDNPRM"]),
        ("A spokesman for the Libyan National Army, a force of the east, acknowledged that it had sent fuel.", "it", ["LBYREB"]),
        ("Turkey shelled Iraq. Villagers fled.", "Villagers", [None]),
        ("Germany and France urged restraint. Armenia shelled Azerbaijan. The sides agreed on a truce.", "The sides", [None]),
        ("America's army trained with the Japanese navy. North Korea fired a missile. The militaries clashed.", "The militaries", [None]),
        ("Qatari negotiators met Israel and Hamas. The negotiators proposed a truce.", "The negotiators", ["QATGOV"]),
        ("Prime Minister Narendra Modi met Chancellor Olaf Scholz. The foreign ministers signed a pact.", "The foreign ministers", [None]),
        ("Kinshasa is calm. A spokesman for the group, the M23, spoke.", "A spokesman for the group", [None]),
        ("Guyana and Venezuela met. A UN envoy, the Norwegian jurist Jan Hoel, chairs what the two sides want.", "the two sides", ["GUYGOV", "VENGOV"]),
        ("Senegal and Mali met. ECOWAS, which met in Abuja, was silent on the country.", "the country", [None]),
        ("Togo, Ghana and Benin met. Togo will not recognise the military government that seized power in Niger.", "the military government", ["NERMIL"]),
    ],
)  # fmt: skip
def test_what_a_description_takes_up_again(report, text, codes):
    scope = Scope(report, THEN)
    at = report.index(text)
    entity = default_resolver().resolve(text, start=at, end=at + len(text), on=THEN, scope=scope, sentence=report)
    assert sorted((m.code for m in entity.members or (entity,)), key=str) == codes
