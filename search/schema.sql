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
-- A pair is a number of 25 bits, 14 of the first character and 11 of the second. A posting of a pair is one int,
--
--   the lower 15 bits of the pair << 16 | number of the passage in the window
--
-- and of a word two bytes in places, the number of the passage in the window, and one in impacts. A row of postings has whatever begins with the same bits (bucket), sorted, some hundred postings to a row: a row a word
-- or a pair would be ten times the text. terms[i] owns the postings from ends[i - 1] until before ends[i].

create sequence search_pid as int;

create table search_passage (
    pid int not null,
    owner int not null,
    ord int not null,
    start int not null,
    stop int not null,
    own int not null,
    folded text collate "C" not null,
    primary key (pid) include (owner),
    unique (owner, ord) include (pid)
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
    places bytea not null,
    impacts bytea not null,
    primary key (run, bucket)
) with (toast_tuple_target = 8160);

alter table search_pairs alter column posts set storage external;
alter table search_words alter column terms set storage external;
alter table search_words alter column ends set storage external;
alter table search_words alter column places set storage external;
alter table search_words alter column impacts set storage external;

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

-- What every search asks. Functions, so that a session plans them once. Every lookup in the rows of a run is a
-- subquery with "offset 0": planned by itself, always by the primary key, also while there are no statistics yet.

-- Arrays are unnested in a select list, not in "from", where every number would be stored once more.

-- kind 0: how many passages (key 0) and heads (key 1) are sealed; 1: in how many a word occurs; 2: a pair or a
-- character, about.
create function search_counts(wanted_words int[], wanted_grams int[])
returns table (kind int, key int, times int)
language plpgsql stable set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select 0, 0, coalesce(sum(r.passages), 0)::int from search_run as r
    union all
    select 0, 1, coalesce(sum(r.held - r.passages), 0)::int from search_run as r
    union all
    select 1, term, sum(met.ends[met.at] - coalesce(met.ends[met.at - 1], 0))::int
    from search_run as r cross join unnest(wanted_words) as term cross join lateral (
        select w.ends, array_position(w.terms, term) as at from search_words as w
        where w.run = r.run and w.bucket = term >> (31 - r.word_bits) offset 0
    ) as met
    where met.at is not null group by term
    union all
    select 2, gram, sum(met.counts[array_position(met.grams, gram)])::int
    from unnest(wanted_grams) as gram cross join lateral (
        select g.grams, g.counts from search_gram as g where g.bucket = gram % 512 offset 0
    ) as met
    group by gram;
end
$$;

-- The sealed passages that have a pair of the nth wanted range, each with n. Rows are sorted: width_bucket tells how
-- many numbers are not above the given one, by halving.
create function search_paired(firsts int[], lasts int[])
returns table (pid int, n int)
language sql stable
as $$
    select each.base | (each.post & 65535), each.n
    from (
        select r.slot << 16 as base, wanted.n::int, unnest(met.posts[
            width_bucket(((wanted.first & 32767) << 16) - 1, met.posts) + 1
            : width_bucket((wanted.last & 32767) << 16 | 65535, met.posts)
        ]) as post
        from search_run as r cross join unnest(firsts, lasts) with ordinality as wanted(first, last, n)
        cross join lateral (
            select p.posts from search_pairs as p where p.run = r.run
            and p.bucket between wanted.first >> (25 - r.pair_bits) and wanted.last >> (25 - r.pair_bits)
            offset 0
        ) as met
    ) as each
$$;

-- Passages that have all wanted pairs, or a pair of the one wanted range; a few of them by chance.
create function search_candidates(firsts int[], lasts int[])
returns setof int
language plpgsql stable set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select p.pid from search_paired(firsts, lasts) as p group by 1 having count(*) >= cardinality(firsts)
    union all
    select f.pid from search_fresh as f where f.pairs @> case when firsts = lasts then firsts else '{}' end;
end
$$;

-- Passages of the owners that have, each in some passage, all pairs of the seed and each other pair: those with one
-- of these, or all of them if asked for whole; a few by chance. The passages of the seed decide what is read at all.
create function search_together(seed int[], others int[], whole boolean)
returns setof int
language plpgsql stable set enable_seqscan = off set jit = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
    return query
    with seeded as materialized (
        select c.pid, a.owner from search_candidates(seed, seed) as c(pid) cross join lateral (
            select a.owner from search_passage as a where a.pid = c.pid offset 0
        ) as a
    ), kept as materialized (
        select a.pid, o.owner from (select distinct owner from seeded) as o cross join lateral (
            select a.pid from search_passage as a where a.owner = o.owner offset 0
        ) as a
    ), met as materialized (
        select s.pid, s.owner, 0 as n from seeded as s
        union all
        select k.pid, k.owner, p.n from search_paired(others, others) as p join kept as k on k.pid = p.pid
        union all
        select k.pid, k.owner, o.n::int from unnest(others) with ordinality as o(pair, n)
        join search_fresh as f on f.pairs @> array[o.pair] join kept as k on k.pid = f.pid
    ), alive as materialized (
        select m.owner from (select distinct owner, n from met) as m
        group by m.owner having count(*) > cardinality(others)
    )
    select distinct m.pid from met as m join alive as v on v.owner = m.owner where not whole
    union all
    select k.pid from kept as k join alive as v on v.owner = k.owner where whole;
end
$$;

-- The postings of the nth wanted word in each run; a fresh passage is like a run of one.
create function search_postings(wanted_words int[])
returns table (n int, base int, places bytea, impacts bytea)
language plpgsql stable set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select wanted.n::int, r.slot << 16, substr(met.places, 2 * met.start + 1, 2 * (met.stop - met.start)),
        substr(met.impacts, met.start + 1, met.stop - met.start)
    from search_run as r cross join unnest(wanted_words) with ordinality as wanted(term, n) cross join lateral (
        select w.places, w.impacts, coalesce(w.ends[at.at - 1], 0) as start, w.ends[at.at] as stop
        from search_words as w cross join lateral (select array_position(w.terms, wanted.term) as at offset 0) as at
        where w.run = r.run and w.bucket = wanted.term >> (31 - r.word_bits) offset 0
    ) as met
    where met.stop is not null
    union all
    select wanted.n::int, f.pid, '\x0000', substr(int2send(each.impact), 2)
    from search_fresh as f cross join unnest(f.terms, f.impacts) as each(term, impact)
    join unnest(wanted_words) with ordinality as wanted(term, n) using (term)
    where f.terms && wanted_words;
end
$$;

-- The texts of the best passages that are still there, in the order given, with their heads.
create function search_texts(pids int[], most int)
returns table (n int, owner int, folded text, head text)
language plpgsql stable set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select a.n::int, a.owner, left(a.folded, a.own), coalesce(h.folded, '')
    from (
        select given.n, a.owner, a.own, a.folded from unnest(pids) with ordinality as given(pid, n)
        cross join lateral (
            select a.owner, a.own, a.folded from search_passage as a where a.pid = given.pid offset 0
        ) as a
        order by given.n limit most
    ) as a
    left join search_passage as h on h.owner = a.owner and h.ord = 0
    order by a.n;
end
$$;
