-- The quote database: the only statement of its tables, indexes, full-text index and views.
-- Offsets count Unicode code points in articles.text as stored; ends are exclusive.
-- Dates are ISO 8601 text, truth values 0 or 1.

PRAGMA application_id = 0x51554f54;         -- "QUOT": this file is a quote database
PRAGMA user_version = 11;                    -- of this schema; an older database is migrated when it is opened

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
);

-- One run of `quotes extract`.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,                          -- NULL while running, or when the run was killed
    version TEXT NOT NULL,                  -- of the program
    model TEXT NOT NULL,                    -- of the embedded pipeline
    articles INTEGER NOT NULL DEFAULT 0,    -- stored or replaced by this run
    unchanged INTEGER NOT NULL DEFAULT 0,   -- seen again, nothing to do
    quotes INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,               -- what makes it this article: its URL, else its content
    source TEXT NOT NULL,                   -- path or id as given by the user
    url TEXT,
    title TEXT,
    author TEXT,
    outlet_id INTEGER REFERENCES outlets (id),
    published TEXT,
    text TEXT NOT NULL,                     -- verbatim
    words INTEGER NOT NULL,
    version TEXT NOT NULL,                  -- program and model that extracted it: a newer one extracts again
    run_id INTEGER NOT NULL REFERENCES runs (id),
    rules INTEGER NOT NULL DEFAULT 0        -- by which it was compared with others; 0: not yet
);
CREATE INDEX articles_outlet ON articles (outlet_id, published);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_run ON articles (run_id);
CREATE INDEX articles_rules ON articles (rules);

-- Every place an article was read from. A place leads to one article, several may lead to the same one. An
-- article that changes at its place is replaced; one that no place leads to any more is removed.
CREATE TABLE origins (
    origin TEXT PRIMARY KEY,                -- digest of the absolute path and the line or id inside
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL                    -- of text and metadata as read there: equal means nothing to do
) WITHOUT ROWID;
CREATE INDEX origins_article ON origins (article_id);

-- A named speaker is one person, organisation or document over the whole database. An unnamed one
-- ("a Treasury official") is a description, not an identity: all who are so described share the row.
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,               -- normalised name | class of type | named or unnamed | which of several
    name TEXT NOT NULL CHECK (name <> ''),
    type TEXT NOT NULL CHECK (type IN ('person', 'organization', 'group', 'document', 'unknown')),
    named INTEGER NOT NULL CHECK (named IN (0, 1)),
    qid TEXT                                -- in Wikidata, where the user's alias list has it
);
CREATE INDEX speakers_name ON speakers (name COLLATE NOCASE);
CREATE INDEX speakers_name_exact ON speakers (name);  -- Datasette's filters compare case too
CREATE INDEX speakers_type ON speakers (type, named);

-- How articles describe a speaker: one row for each name with type, role and affiliation. Who is one speaker
-- is worked out from these rows alone, whatever the number of quotes.
CREATE TABLE descriptions (
    id INTEGER PRIMARY KEY,                 -- digest of the next five columns, about and decade
    key TEXT NOT NULL,                      -- as in speakers.key, without which of several
    name TEXT NOT NULL,                     -- as printed
    type TEXT NOT NULL,
    role TEXT NOT NULL,                     -- of people with a name; else, and where none is given, empty
    affiliation TEXT NOT NULL,
    articles INTEGER NOT NULL,              -- that describe the speaker so
    speaker_id INTEGER NOT NULL REFERENCES speakers (id),
    rules INTEGER NOT NULL DEFAULT 0,       -- by which it was linked with others; 0: to be done (again)
    about TEXT NOT NULL DEFAULT '',         -- of common names: what walk of life the articles are about; else empty
    decade INTEGER NOT NULL DEFAULT 0       -- and the decade when they were published; else 0
);
CREATE INDEX descriptions_key ON descriptions (key);
CREATE INDEX descriptions_speaker ON descriptions (speaker_id);
CREATE INDEX descriptions_rules ON descriptions (rules);

-- Names as they were when it was worked out at which places they are looked up.
CREATE TABLE names (
    key TEXT PRIMARY KEY,                   -- as in descriptions
    shown TEXT NOT NULL,
    target TEXT                             -- whom a list means by it
) WITHOUT ROWID;

-- Those places: names that share none are not compared.
CREATE TABLE places (
    place INTEGER NOT NULL,
    key TEXT NOT NULL,                      -- as in descriptions
    PRIMARY KEY (place, key)
) WITHOUT ROWID;

-- Every name that leads to a speaker, and why. One name can lead to several: people who share it.
CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,                      -- as in descriptions
    name TEXT NOT NULL,
    speaker_id INTEGER NOT NULL REFERENCES speakers (id),
    reason TEXT NOT NULL CHECK (reason IN (
        'same name', 'alias list', 'your list', 'article', 'middle name', 'nickname', 'initials',
        'surname', 'misspelling', 'person'
    )),
    detail TEXT NOT NULL DEFAULT '',        -- what the reason rests on: words that both descriptions have
    UNIQUE (key, speaker_id)
);
CREATE INDEX aliases_speaker ON aliases (speaker_id);

-- What people said of speakers with `quotes speakers merge` and `split`, the newest in force. A side is the key of
-- a name, or of a name and one description of it. Nothing automatic changes these rows.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    one TEXT NOT NULL,                      -- as in descriptions.key; the name that a merge keeps
    one_description INTEGER,                -- as in descriptions.id
    other TEXT NOT NULL,
    other_description INTEGER,
    at TEXT NOT NULL
);
CREATE INDEX decisions_one ON decisions (one);
CREATE INDEX decisions_other ON decisions (other);

-- Articles in which a name means somebody else than elsewhere, by a person's word.
CREATE TABLE namesakes (
    article_key TEXT NOT NULL,
    key TEXT NOT NULL,                      -- the name's
    namesake TEXT NOT NULL,                 -- and the one it has in this article instead
    PRIMARY KEY (article_key, key)
) WITHOUT ROWID;

-- Short forms that an article spells out: "Elm Water District (EWD)".
CREATE TABLE abbreviations (
    key TEXT NOT NULL,                      -- of the short form, as in descriptions
    target TEXT NOT NULL,                   -- and of whom it means
    name TEXT NOT NULL,                     -- the long form as printed
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (key, target, name, article_id)
) WITHOUT ROWID;
CREATE INDEX abbreviations_target ON abbreviations (target);
CREATE INDEX abbreviations_article ON abbreviations (article_id);

-- The user's own alias list, as read with --aliases.
CREATE TABLE listed (
    alias TEXT NOT NULL,                    -- folded
    class TEXT NOT NULL,                    -- of type: person, collective, document, unknown
    name TEXT NOT NULL,                     -- of whom it means
    qid TEXT,
    PRIMARY KEY (alias, class)
) WITHOUT ROWID;

-- Quotes that report the same utterance: one row a statement that at least two quotes report.
CREATE TABLE groups (
    id INTEGER PRIMARY KEY,                 -- quotes.id of its fullest quote, a direct one if there is any
    key TEXT NOT NULL UNIQUE,               -- and quotes.key
    quotes INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    attributions INTEGER NOT NULL           -- in how many ways its speaker is given: 1 where all agree
);
CREATE INDEX groups_outlets ON groups (outlets, quotes);
CREATE INDEX groups_attributions ON groups (attributions, outlets);

-- Of millions of rows values are compared one by one: for each row that an IN checks, SQLite makes its list anew.
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,               -- the stable id that is printed in records
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    act TEXT NOT NULL CHECK (act = 'statement' OR act = 'attitude' OR act = 'silence'),
    kind TEXT NOT NULL CHECK (kind = 'direct' OR kind = 'indirect' OR kind = 'mixed'),
    text TEXT NOT NULL,                     -- the content's spans, joined by one space
    start INTEGER NOT NULL,                 -- of the first content span: the reading order
    cue TEXT,
    source TEXT,
    speaker_id INTEGER REFERENCES speakers (id),
    speaker TEXT,                           -- the fullest form in this article
    speaker_type TEXT,                      -- and what kind of speaker it is there
    role TEXT,
    affiliation TEXT,
    addressee TEXT,
    medium TEXT,
    via TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    group_id INTEGER REFERENCES groups (id),
    rules INTEGER NOT NULL DEFAULT 0,       -- of grouping, by which it was compared with others; 0: not yet
    source_class TEXT,                      -- official, expert, …; NULL where it was stored before there were any
    description_id INTEGER REFERENCES descriptions (id),
    number INTEGER,                         -- of unnamed sources: how many; NULL where no exact number is printed
    former INTEGER,                         -- whether they have left office; NULL where the article says neither
    anonymity TEXT,                         -- why they are not named, in its words: "on condition of anonymity because …"
    topics TEXT                             -- key terms of its words, a line each; NULL where there are none
);
-- None of act, kind and source class: an index over a few values leads to a large part of all quotes, and SQLite would take it
-- before those that lead somewhere.
CREATE INDEX quotes_article ON quotes (article_id, start);
CREATE INDEX quotes_speaker ON quotes (speaker_id, article_id, start);  -- sorted by date without reading quotes
CREATE INDEX quotes_description ON quotes (description_id);
-- Stored by an older program; none once `quotes extract` has run.
CREATE INDEX quotes_undescribed ON quotes (article_id) WHERE description_id IS NULL AND speaker_id IS NOT NULL;
CREATE INDEX quotes_role ON quotes (role) WHERE role IS NOT NULL;
CREATE INDEX quotes_affiliation ON quotes (affiliation) WHERE affiliation IS NOT NULL;
CREATE INDEX quotes_addressee ON quotes (addressee) WHERE addressee IS NOT NULL;
CREATE INDEX quotes_medium ON quotes (medium) WHERE medium IS NOT NULL;
CREATE INDEX quotes_via ON quotes (via) WHERE via IS NOT NULL;
CREATE INDEX quotes_confidence ON quotes (confidence);
CREATE INDEX quotes_group ON quotes (group_id);
CREATE INDEX quotes_rules ON quotes (rules);

-- What a quote is looked up by: quotes that share no print are not compared. There are a dozen for each
-- quote, so no second index finds them by quote: they are worked out again where they have to go.
CREATE TABLE prints (
    print INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    PRIMARY KEY (print, quote_id)
) WITHOUT ROWID;

-- Pairs of quotes that report the same utterance. Groups are made of these, and of these alone.
CREATE TABLE pairs (
    quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
    PRIMARY KEY (quote_id, other_id),
    CHECK (quote_id < other_id)
) WITHOUT ROWID;
CREATE INDEX pairs_other ON pairs (other_id);

-- Quotes that print the same words of the same speaker on the same day as another one, which stands for them: they have
-- neither prints nor pairs of their own.
CREATE TABLE repeats (
    quote_id INTEGER PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
    original_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX repeats_original ON repeats (original_id);

-- Articles that are nearly the same text: agency copy, mostly.
CREATE TABLE copies (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    origin_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE  -- the one stored first of all that are alike
) WITHOUT ROWID;
CREATE INDEX copies_origin ON copies (origin_id);

-- What articles are looked up by to find copies: bands of a MinHash signature.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE INDEX bands_article ON bands (article_id);

-- What quotes are about, and how many have each term.
CREATE TABLE topics (
    id INTEGER PRIMARY KEY,                 -- digest of the term
    term TEXT NOT NULL CHECK (term <> ''),
    quotes INTEGER NOT NULL                 -- that have it, rejected ones too
);

-- Which quotes have which: quotes.topics the other way round.
CREATE TABLE quote_topics (
    topic_id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    PRIMARY KEY (topic_id, quote_id)
) WITHOUT ROWID;

-- Where each part of a quote stands in the article. Content may have several spans.
CREATE TABLE spans (
    quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part = 'content' OR part = 'cue' OR part = 'source' OR part = 'mention'),
    position INTEGER NOT NULL,              -- 0, 1, … among the spans of this part
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    PRIMARY KEY (quote_id, part, position),
    CHECK (0 <= start AND start < end)
) WITHOUT ROWID;

CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs (id),
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX failures_run ON failures (run_id);

-- Verdicts by people, the newest for a quote in force. They refer to quotes by key, not by row, and hold the
-- whole record, so that they outlive re-extraction.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    quote_key TEXT NOT NULL,
    article_key TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'correct', 'reject')),
    record TEXT NOT NULL,                   -- JSON: the quote as the person left it
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX reviews_quote ON reviews (quote_key, id);
CREATE INDEX reviews_article ON reviews (article_key);

-- rowid = quotes.id. Kept by the store, in the transaction that writes the quotes. The prefix index makes tax* as
-- quick to find as taxes*, for an eighth of the time to store. One of two letters would take as much again;
-- without it ta* takes some three times as long as tax*.
CREATE VIRTUAL TABLE quotes_fts USING fts5 (
    quote, speaker, role, affiliation, outlet, title,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '3'
);

-- One row a quote, with everything a reader asks for by name. Rejected quotes stay out.
CREATE VIEW quote_list AS
SELECT
    q.id, q.key, q.text AS quote, s.name AS speaker, q.role, q.affiliation,
    q.act, q.kind, s.type, s.named, q.addressee, q.medium, q.via, q.cue, q.source, q.confidence,
    o.name AS outlet, a.published, a.title, a.url, a.source AS article, q.article_id, q.speaker_id,
    a.outlet_id, q.start, q.group_id, a.author, q.source_class, q.number, q.former,
    q.anonymity
FROM quotes AS q
JOIN articles AS a ON a.id = q.article_id
LEFT JOIN speakers AS s ON s.id = q.speaker_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE NOT EXISTS (
    SELECT 1 FROM reviews AS r
    WHERE r.quote_key = q.key AND r.verdict = 'reject'
    AND r.id = (SELECT max(id) FROM reviews WHERE quote_key = q.key)
);

-- Who is quoted, how often, by how many outlets.
CREATE VIEW speaker_list AS
SELECT
    speaker_id AS id, speaker, type, named, count(*) AS quotes, count(DISTINCT outlet_id) AS outlets,
    count(DISTINCT article_id) AS articles, min(published) AS first, max(published) AS last
FROM quote_list
WHERE speaker_id IS NOT NULL
GROUP BY speaker_id;

-- What each outlet holds.
CREATE VIEW outlet_list AS
SELECT
    o.id, o.name AS outlet,
    (SELECT count(*) FROM articles AS a WHERE a.outlet_id = o.id) AS articles,
    (SELECT count(*) FROM quote_list AS q WHERE q.outlet_id = o.id) AS quotes,
    (SELECT count(DISTINCT q.speaker_id) FROM quote_list AS q WHERE q.outlet_id = o.id) AS speakers
FROM outlets AS o;

-- What several quotes report, and how many outlets carried it. `quote` is the fullest of them.
CREATE VIEW statement_list AS
SELECT
    g.id, g.key, q.text AS quote, s.name AS speaker, g.quotes, g.outlets,
    g.attributions,
    (SELECT min(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
        WHERE m.group_id = g.id) AS first,
    (SELECT max(a.published) FROM quotes AS m JOIN articles AS a ON a.id = m.article_id
        WHERE m.group_id = g.id) AS last
FROM groups AS g
JOIN quotes AS q ON q.id = g.id
LEFT JOIN speakers AS s ON s.id = q.speaker_id;
