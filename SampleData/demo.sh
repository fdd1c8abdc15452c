#!/usr/bin/env bash
# Plays the story of Mary and Eric in a fresh catalog, which is gone afterwards.
#
#   demo.sh LOUVER
set -euo pipefail
source "$(dirname "$0")/play.sh" "$1"

# Shows a command, and runs it.
run() {
  show "$@"
  "$louver" "$@" 2>&1 | short
}
refused() { run "$@" || printf '(status %d)\n' $?; }
# The whole view of a principal, as CSV.
view() { "$louver" --quiet "${@:2}" read customers --format csv >"$1.csv"; }

# Prints one customer as several contexts see it, side by side: a line for each column, a column for each context.
#   beside ID COLUMNS TITLE=FILE…
beside() {
  awk -v id="$1" -v wanted="$2" -v titles="$(printf '%s\n' "${@:3}")" '
    function fields(line, into,    n, i, c, quoted, text) {
      n = 1; text = ""; quoted = 0
      for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"") { if (quoted && substr(line, i + 1, 1) == "\"") { text = text c; i++ } else quoted = !quoted }
        else if (c == "," && !quoted) { into[n++] = text; text = "" }
        else text = text c
      }
      into[n] = text
      return n
    }
    function cell(text) { return length(text) > 33 ? substr(text, 1, 30) "..." : text }
    BEGIN {
      contexts = split(titles, context, "\n")
      printf "  %-11s", ""
      for (c = 1; c <= contexts; c++) {
        split(context[c], part, "=")
        printf " %-34s", part[1]
        getline line < part[2]
        n = fields(line, name)
        rows[c] = 0
        while ((getline line < part[2]) > 0) {
          rows[c]++
          if (index(line, id ",") == 1) {
            fields(line, value)
            for (i = 1; i <= n; i++) seen[c, name[i]] = value[i] == "" ? "NULL" : value[i]
            there[c] = 1
          }
        }
        for (i = 1; i <= n; i++) known[c, name[i]] = 1
      }
      print ""
      lines = split(wanted, column, ",")
      for (l = 1; l <= lines; l++) {
        printf "  %-11s", column[l]
        for (c = 1; c <= contexts; c++)
          printf " %-34s", cell(!there[c] ? "-" : !known[c, column[l]] ? "(no such column)" : seen[c, column[l]])
        print ""
      }
      printf "  %-11s", "rows in all"
      for (c = 1; c <= contexts; c++) printf " %-34s", rows[c]
      print ""
    }' | short
}
columns=id,full_name,email,phone,ssn,birth_date,region,dept,salary,notes

say "A catalog, and in it the tables, people and rules of declarations.yaml."
run init
run apply "$here/declarations.yaml"

say "What can each of them see? Access is closed where nobody opened it."
for principal in mary eric oscar; do run --as $principal sources; done
refused --as oscar read customers --limit 1

say "Mary is in HR, Eric is not. The same three customers, to each of them alone:"
view mary --as mary
view eric --as eric
for id in 100006 100014 100013; do
  beside $id $columns "Mary alone=mary.csv" "Eric alone=eric.csv"
  echo
done

say "If Mary could write where Eric reads, he would see what she sees. So people write only in projects."
refused --as mary mask customers
run --as mary project create story --source customers --source tickets --member eric
run --as mary switch story
run --as eric switch story
run --as mary project show story

say "In the project all see the equalized view: what every member may see."
view mary-story --as mary
view eric-story --as eric
if cmp -s mary-story.csv eric-story.csv; then echo "Mary's and Eric's view of customers in the project: the same, byte for byte."; fi
beside 100006 $columns "Mary alone=mary.csv" "Eric alone=eric.csv" "both, in the project=mary-story.csv"

say "That view is what is written: as Parquet, masked, tagged and signed."
run --as mary mask customers tickets
run --as eric datasets

run --as eric read tickets --dataset --columns ticket_id,customer_email,region,severity,subject,body --limit 3

say "Whoever wants to compute brings a program. It sees these tables, and nothing else, and what it writes is theirs."
refused --as mary run -- cat "$here/tickets.parquet"
refused --as mary run --into copy -- sh -c 'cp $LOUVER_INPUTS/tickets/*.parquet $LOUVER_OUTPUT/'

say "Every file says what it is: a tag in its footer names the project, the sources and the view they were read at."
file=.louver/workspaces/story/customers/part-00000.parquet
printf '$ louver inspect %s\n' $file
# The table of columns in part, and the whole tag.
"$louver" inspect $file | awk '
  /^policy/ { tag = 1 }
  tag { print }
  !tag && NR == 1 { print }
  !tag && (NR == 2 || / (id|email|salary|notes) /) { print substr($0, 1, 90) }' | short

say "Nina joins, who may see US customers only. What was written holds more, so it is closed to her, and only to her..."
run --as mary project add story --member nina
run --as nina --project story datasets
refused --as nina --project story read customers --dataset --limit 1
run --as eric datasets

say "... until it is written anew, at the level that she brought."
run --as mary mask customers tickets --refresh
run --as nina --project story datasets
