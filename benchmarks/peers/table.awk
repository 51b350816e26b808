# Prints what the programs measured with dumps of one size (-v size=4) as a Markdown table, and below it where answers differ. Fails when a parser
# gives other answers although it misses nothing.

BEGIN {
    FS = "\t"
    first = "KdmpParser"
    split("open peak-open read-8 read-page translate-4k translate-2m pass peak-end own-end", works, " ")
    title["open"] = "open"
    title["peak-open"] = "peak memory, opened"
    title["read-8"] = "read 8 bytes"
    title["read-page"] = "read a page"
    title["translate-4k"] = "translate, 4 KiB"
    title["translate-2m"] = "translate, 2 MiB"
    title["pass"] = "pass over all pages"
    title["peak-end"] = "peak memory, end"
    title["own-end"] = "own memory, end"
}

$2 !~ "-" size "$" { next }

!($1 in known) { known[$1]; parsers[++parserCount] = $1 }
!($2 in seen) { seen[$2]; dumps[++dumpCount] = $2 }

$3 == "failed" { failed[$1, $2]; next }
$5 == "sum" { sum[$1, $2, $3] = $4; next }
$5 == "missing" { missing[$1, $2, $3] = $4; next }

# The best time of all rounds; and of the peaks the smallest, too.
!(($1, $2, $3) in best) || $4 + 0 < best[$1, $2, $3] { best[$1, $2, $3] = $4 + 0; unit[$3] = $5 }

END {
    row = "| dump | work | unit | " first
    rule = "|---|---|---|--:"
    for (p = 1; p <= parserCount; p++) {
        if (parsers[p] != first) {
            row = row " | " parsers[p]
            rule = rule "|--:"
        }
    }
    print row " |\n" rule "|"

    for (d = 1; d <= dumpCount; d++) {
        for (w = 1; w in works; w++)
            PrintWork(dumps[d], works[w])
        CompareAnswers(dumps[d])
    }
    printf "%s", remarks
    exit wrong
}

function PrintWork(dump, work,    p, line, any) {
    line = Cell(first, dump, work)
    any = (first, dump, work) in best
    for (p = 1; p <= parserCount; p++) {
        if (parsers[p] == first)
            continue
        any = any || (parsers[p], dump, work) in best
        line = line " | " Cell(parsers[p], dump, work) Ratio(parsers[p], dump, work)
    }
    if (any)
        printf "| %s | %s | %s | %s |\n", dump, title[work], unit[work] == "KiB" ? "MiB" : unit[work], line
}

function Ratio(parser, dump, work) {
    if ((parser, dump, work) in best && (first, dump, work) in best)
        return sprintf(" (%.2f)", best[parser, dump, work] / best[first, dump, work])
}

function Cell(parser, dump, work) {
    if (!((parser, dump, work) in best))
        return (parser, dump) in failed ? "failed" : "-"
    if (unit[work] == "KiB")
        return sprintf("%.0f", best[parser, dump, work] / 1024)
    return sprintf(unit[work] == "s" ? "%.4f" : "%.1f", best[parser, dump, work])
}

function CompareAnswers(dump,    p, w, parser, work) {
    for (p = 1; p <= parserCount; p++) {
        parser = parsers[p]
        if ((parser, dump) in failed)
            Remark(parser " failed with " dump)
        for (w = 1; w in works; w++) {
            work = works[w]
            if (!((parser, dump, work) in sum) || !((first, dump, work) in sum))
                continue
            if (missing[parser, dump, work] > 0)
                Remark(parser " misses " missing[parser, dump, work] " with " dump ", " title[work])
            else if (sum[parser, dump, work] != sum[first, dump, work]) {
                Remark(parser " answers differently with " dump ", " title[work])
                wrong = 1
            }
        }
    }
}

function Remark(text) { remarks = remarks "\n" text ".\n" }
