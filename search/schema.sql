-- The search index: plain PostgreSQL 14 or later, no extension. Executed by a migration and by measurements.
--
--   search_passage  every passage folded, with its owner and its place in the owner's text; ord 0 is the head
--   search_fresh    word vectors and pairs of adjacent characters of passages saved since the last seal
--   search_run      a run: sealed passages of one window of 65,536 numbers, whose postings stand in
--   search_pairs      by pairs of adjacent characters: any contiguous piece is found through them
--   search_words      by words, with impacts: for ranking
--   search_gram     in how many passages a pair or a character occurs, about; run 0 has those of several runs
--   search_dead     numbers that postings still name though their passages are gone, until they are cleared out
--   search_stat     under which vocabulary the index is made
--
-- A pair is a number of 25 bits, 14 of the first character and 11 of the second. A posting is one int:
--
--   search_pairs    the lower 15 bits of the pair << 16 | number of the passage in the window
--   search_words    number of the passage in the window << 7 | impact
--
-- A row of postings has whatever begins with the same bits (bucket), some hundred postings to a row: a row a word
-- or a pair would be ten times the text. terms[i] owns posts[ends[i - 1] + 1 : ends[i]].

create sequence search_pid as int;

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

create table search_fresh (
    pid int primary key,
    terms int[] not null,
    impacts smallint[] not null,
    length int not null,
    pairs int[] not null
);

create index search_fresh_terms on search_fresh using gin (terms) with (fastupdate = off);
create index search_fresh_pairs on search_fresh using gin (pairs) with (fastupdate = off);

create table search_run (
    run int primary key generated always as identity,
    slot int not null,
    held int not null,
    passages int not null,
    words bigint not null,
    pair_posts int not null,
    word_posts int not null,
    pair_bits int not null,
    word_bits int not null
);

create table search_pairs (
    run int not null,
    bucket int not null,
    posts int[] not null,
    primary key (run, bucket)
) with (toast_tuple_target = 8160);

create table search_words (
    run int not null,
    bucket int not null,
    terms int[] not null,
    ends int[] not null,
    posts int[] not null,
    primary key (run, bucket)
) with (toast_tuple_target = 8160);

alter table search_pairs alter column posts set storage external;
alter table search_words alter column terms set storage external;
alter table search_words alter column ends set storage external;
alter table search_words alter column posts set storage external;

create table search_gram (
    bucket int not null,
    run int not null,
    grams int[] not null,
    counts int[] not null,
    primary key (bucket, run)
);

create table search_dead (
    pid int primary key
);

create table search_stat (
    sole boolean primary key default true check (sole),
    version text not null default ''
);

insert into search_stat default values;
