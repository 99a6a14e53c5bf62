-- The search index: plain PostgreSQL 14 or later, no extension. Executed by a migration and by measurements.
--
--   search_passage  every passage folded, with its owner and its place in the owner's text; ord 0 is the head
--   search_grams()  its pairs of adjacent characters, under a GIN index: finds any contiguous piece
--   search_fresh    word vectors of passages saved since the last seal
--   search_block    sealed word postings, many to a row: (pid << 7) | impact
--   search_term     in how many passages a word, a pair or a character occurs; keyed by hash, refreshed by seals
--   search_dead     numbers that postings still name though their passages are gone, until they are cleared out
--   search_stat     one row of totals, refreshed by seals
--
-- A passage number and an impact share one int: 24 bits and 7. Numbers come round again after 16 million, so
-- that writers pass over those in use.

create function search_grams(folded text) returns tsvector
language sql immutable strict parallel safe cost 2000
as $$
    select array_to_tsvector(array(
        select left_one || coalesce(right_one, '')
        from (select string_to_array(folded, null) as characters) as text,
            unnest(characters, characters[2:]) as pair(left_one, right_one)
    ))
$$;

create sequence search_pid as int maxvalue 16777215 cycle;

create table search_passage (
    pid int primary key,
    owner int not null,
    ord int not null,
    start int not null,
    stop int not null,
    own int not null,
    folded text collate "C" not null,
    unique (owner, ord)
);

create index search_passage_grams on search_passage using gin (search_grams(folded)) with (gin_pending_list_limit = 1024);

create table search_fresh (
    pid int primary key,
    terms int[] not null,
    impacts smallint[] not null
);

create index search_fresh_terms on search_fresh using gin (terms) with (gin_pending_list_limit = 512);

create table search_block (
    term int not null,
    seg int not null,
    posts int[] not null,
    primary key (term, seg)
);

alter table search_block alter column posts set storage external;

create table search_term (
    term int primary key,
    df int not null
);

create table search_dead (
    pid int primary key
);

create table search_stat (
    sole boolean primary key default true check (sole),
    sealed int not null default 0,
    words bigint not null default 0,
    version text not null default ''
);

insert into search_stat default values;
