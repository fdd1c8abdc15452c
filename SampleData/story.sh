#!/usr/bin/env bash
# The story of Mary and Eric in full, as a document that can be run: every step says what it does, does it in a fresh catalog,
# and checks what came of it. The first surprise ends it with status 1.
#
#   story.sh LOUVER
set -euo pipefail
source "$(dirname "$0")/play.sh" "$1"

surprise() {
  printf 'SURPRISE: %s\n' "$*" >&2
  exit 1
}
# Runs a command that must end with a status, and shows the beginning of what it says.
run() {
  local wanted=$1 status=0
  shift
  show "$@"
  "$louver" "$@" >out 2>&1 || status=$?
  awk 'NR <= 12 { print (length($0) > 160 ? substr($0, 1, 157) "..." : $0) } NR == 13 { print "..." }' out | short
  [ $status = "$wanted" ] || surprise "status $status instead of $wanted"
}
does() { run 0 "$@"; }
denied() { run 3 "$@"; }
# What the last command said, or did not say.
says() { grep -qF -- "$1" out || surprise "it does not say: $1"; }
hides() { if grep -qF -- "$1" out; then surprise "it says: $1"; fi; }
# One customer as somebody sees it: FILE CONTEXT…; then lines of the columns that matter.
view() { "$louver" --quiet "${@:2}" --columns id,email,region,salary --format csv >"$1" || surprise "no view for ${*:2}"; }
same() { cmp -s "$1" "$2" || surprise "$1 and $2 differ"; }
differ() { if cmp -s "$1" "$2"; then surprise "$1 and $2 are the same"; fi; }
rows() { echo $(($(wc -l <"$1") - 1)); }

say "1. Two people see one table differently. That is no problem while they only read."
does init
does apply "$here/declarations.yaml"
cp "$here/story.yaml" . && sed -i "s|tickets.parquet|$here/tickets.parquet|" story.yaml
does apply story.yaml --dry-run
says "customers: ann, hanna would see more: the source"
does apply story.yaml
view mary.csv --as mary read customers
view eric.csv --as eric read customers
grep -q 'nils.lopez35@example.net' mary.csv || surprise "Mary does not see addresses"
if grep -q '@' eric.csv; then surprise "Eric sees addresses"; fi
echo "Mary sees $(rows mary.csv) customers with their addresses, Eric $(rows eric.csv) without."

say "2. But they share a place to write. What Mary writes there Eric reads: sharing down. What Eric writes is merely poorer
   than Mary expects: sharing up."
run 3 leaks
says "warehouse.shared: sharing down, mary to eric"
says "warehouse.shared: sharing up, eric to mary"
says "column email beyond hash"
says "way out: louver project create shared-warehouse-shared"
does leaks --grant "read customers to oscar"
hides "oscar"

say "3. The way out is a project. In it both see what both may see; Mary loses personal data there."
does --as mary project create story --source customers --source tickets --member eric
does --as mary project show story
says "names as initials, for eric"
says "mary loses column"
says "eric loses nothing"

say "4. They switch to it, each in their own way: stored, per command, per shell. Only the project's sources are listed."
does --as mary sources
says complaints
does --as mary switch story
does --as mary sources
hides complaints
denied --as mary read complaints
view mary-story.csv --as mary read customers
view eric-story.csv --as eric --project story read customers
same mary-story.csv eric-story.csv
LOUVER_PROJECT=story view eric-shell.csv --as eric read customers
same eric-shell.csv eric-story.csv
differ mary.csv mary-story.csv
denied --as ann --project story sources
does --as root audit --principal ann
"$louver" --json audit --principal ann >out
says "ann is not a member"

say "5. They write in the project only, where all see the same, and nowhere else."
does --as mary mask customers
does --as eric --project story datasets
says "yes"
view written.csv --as eric --project story read customers --dataset
same written.csv eric-story.csv
does --as mary switch --none
denied --as mary mask customers
says "outside a project there is nowhere to write"
does --as mary datasets
hides "customers"

say "6. A program of their own may use all that they see there, and nothing else: no raw file, nobody to send it to. What it
   writes asks of its readers what all that it could see does."
if "$louver" --as mary --project story run -- true >out 2>&1; then
  # Programs of the system are there; what this one needs beyond these is named.
  needed=(--allow-read "$louver")
  while read -r library; do needed+=(--allow-read "$library"); done < <(
    ldd "$louver" | awk '$3 ~ /^\// && $3 !~ /^\/(usr|lib)/ { print $3 }')
  does --as mary --project story run --into severe "${needed[@]}" -- sh -c \
    'exec "$0" rewrite "$LOUVER_INPUTS/tickets" "$LOUVER_OUTPUT/severe/" --where "severity >= 3" --drop body' "$louver"
  says "workspaces/story/severe"
  does --as eric --project story datasets
  says "severe     customers, tickets"
  does --as eric --project story derive severe-tickets --from severe
  says "customers.email as hash"
  does --as ann read severe-tickets --limit 1
  denied --as oscar read severe-tickets
  run 4 --as mary --project story run -- cat "$here/tickets.parquet"
  says "No such file"
  denied --as mary --project story run --allow-read "$here" -- cat "$here/tickets.parquet"
  says "what no command may read"
else
  cat out
fi

say "7. Outside of it Mary sees personal data again."
view mary-again.csv --as mary read customers
same mary.csv mary-again.csv

say "8. Eric registers what they wrote as a source. Everything sensitive was masked, so it opens to anyone who may see as
   much of customers: Ann, who never was in the project; not Oscar, who sees nothing of it."
does --as eric --project story derive customers-masked --from customers
says "readable by whoever sees"
says "the rows region IN ('EU', 'US') of customers"
hides "in the clear"
does --as ann describe customers-masked
says "from customers, version"
does --as ann read customers-masked --limit 1
does --as mary read customers-masked --limit 1
denied --as oscar read customers-masked
says "source customers-masked is not available in this context"

say "9. Mary makes a project without Eric, with Hanna of HR. They see personal data there, and what comes of it is only for
   those who may see it."
does --as mary project create people --source customers --member hanna
does --as mary --project people mask customers
does --as mary --project people derive customers-clear --from customers
says "customers.email in the clear"
says "customers.ssn in the clear"
view clear.csv --as hanna read customers-clear
grep -q '@' clear.csv || surprise "Hanna does not see addresses"
denied --as eric read customers-clear
denied --as ann read customers-clear
does --as mary --project people mask customers --columns id,region,active --into regions
does --as mary --project people derive regions --from regions
says "readable by whoever sees the rows region IN ('APAC', 'EU', 'US') of customers"

say "10. A derived source goes into a project like any other, and its requirement goes with it."
does --as eric project create generations --source customers-masked --member mary
does --as eric --project generations mask customers-masked --into again
does --as eric --project generations derive customers-again --from again
does --as mary describe customers-again
says "from customers-masked, version"
says "from customers, version"
does --as ann read customers-again --limit 1
denied --as nina read customers-again

say "11. Nina may see US customers only. What would it mean if she joined?"
does --as mary project show story --what-if add-member nina
says "source customers would no longer show rows where not region = 'US'"
says "dataset customers would be closed to nina"
does --as mary project add story --member nina
denied --as nina --project story read customers --dataset
view nina.csv --as nina --project story read customers
does --as eric --project story read customers --dataset --limit 1
does --as mary --project story mask --refresh
view nina-written.csv --as nina --project story read customers --dataset
same nina.csv nina-written.csv
if grep -vq -e ',US,' -e '^id,' nina-written.csv; then surprise "rows of other regions"; fi

say "12. A table with other policies comes along. HR sees its severe rows only, others all rows without the text: in the
   project both hold."
does --as mary project add story --source complaints
does --as mary project show story
says "severity >= 3"
"$louver" --as mary --project story --quiet read complaints --format csv >complaints.csv
head -1 complaints.csv | grep -q body && surprise "the text is there"
"$louver" --as nina --project story --quiet read complaints --columns severity --format csv | sed 1d | sort -u >severities
[ "$(tr '\n' ' ' <severities)" = "3 4 5 " ] || surprise "severities $(tr '\n' ' ' <severities)"

say "13. A policy that gets stricter closes what was written under the old one, to those it hits."
cat >stricter.yaml <<'YAML'
policies:
  - name: no accounts for Eric
    kind: column
    on: {source: customers, column: score}
    mask: null
    for: user('eric')
YAML
does apply stricter.yaml --dry-run
says "customers: eric would see less: column score beyond null"
says "customers-masked: eric would see less: the source"
does apply stricter.yaml
denied --as eric read customers-masked
does --as ann read customers-masked --limit 1

say "14. Everything is in the log, and nobody has changed it."
does audit --verify
says "the chain is whole"

say "That was the story."
