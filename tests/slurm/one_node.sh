#!/bin/bash
# Slurm on this machine alone: munge, a controller and a node are started on loopback, run
# tools/slurm/array.sbatch as an array of three, then once more, and are ended. The merged shards have
# to be the same bytes as one run.
#   one_node.sh PROGRAM SOURCE     exit 77: skipped (not root, or Slurm is not installed)
set -euo pipefail
program=$1
source=$2

skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "only root may start Slurm's daemons"
export PATH=$PATH:/usr/sbin:/sbin
for tool in munged slurmctld slurmd sbatch squeue sinfo; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

work=$(mktemp -d -t radici-slurm-XXXXXX)
pids=()
finish() {
    local code=$?
    [ $code -eq 0 ] || tail -n 30 "$work"/*.log "$work"/*.out 2>/dev/null || true
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait || true
    rm -rf "$work"
}
trap finish EXIT

# until SECONDS COMMAND...   waits for a command to succeed
until_true() {
    local left=$(($1 * 5))
    shift
    until "$@"; do
        left=$((left - 1))
        [ $left -gt 0 ] || { echo "waited in vain for: $*"; return 1; }
        sleep 0.2
    done
}

free_port() {
    local port
    for port in $(shuf -i 20000-60000 -n 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

chmod 755 "$work"
mkdir "$work"/{state,spool}
host=$(hostname -s)
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 400 "$work/munge.key"
cat >"$work/slurm.conf" <<CONF
ClusterName=radici
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$work/munge.sock
SlurmUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc)
PartitionName=here Nodes=ALL Default=YES MaxTime=60 State=UP
CONF
echo "CgroupPlugin=cgroup/v1" >"$work/cgroup.conf"   # asked for at start; a container may have no cgroups at all
export SLURM_CONF=$work/slurm.conf

munged --foreground --force --socket="$work/munge.sock" --key-file="$work/munge.key" \
    --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munged.seed" \
    >"$work/munged.out" 2>&1 &
pids+=($!)
until_true 10 test -S "$work/munge.sock"
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" >"$work/slurmd.log" 2>&1 &
pids+=($!)
node_is_idle() { sinfo -h -o %t 2>/dev/null | grep -qx idle; }
until_true 30 node_is_idle

no_jobs() { [ -z "$(squeue -h 2>"$work/squeue.log")" ]; }
# as a user would: cores asked for on the command line, since the machine may have one alone
submit() {
    (cd "$work" && RADICI=$program sbatch --parsable --array=1-3 --cpus-per-task=1 --mem-per-cpu=0 --time=5 \
        --output="$work/%A-%a.out" "$source/tools/slurm/array.sbatch" "$@")
}

study=$source/studies/NCT05150236.toml
options=(--patients 9)
submit "$study" "$work/out" "${options[@]}" >/dev/null
until_true 60 no_jobs
"$program" merge "$work"/out/shard-* -o "$work/merged"
"$program" run "$study" "${options[@]}" -o "$work/whole"
for file in summary.json patients.csv patients.h5 courses.h5 report.html resolved.toml; do
    cmp "$work/merged/$file" "$work/whole/$file"
done

# Submitted again after a shard was lost: that one alone is run.
before=$(stat -c %Y.%i "$work/out/shard-1/shard.json")
rm -r "$work/out/shard-2"
again=$(submit "$study" "$work/out" "${options[@]}")
until_true 60 no_jobs
[ "$(stat -c %Y.%i "$work/out/shard-1/shard.json")" = "$before" ]
grep -q "there already" "$work/$again-1.out"
"$program" merge "$work"/out/shard-* -o "$work/merged" --force
cmp "$work/merged/patients.csv" "$work/whole/patients.csv"

# An array that is not 1-N is refused.
wrong=$(cd "$work" && RADICI=$program sbatch --parsable --array=0-1 --cpus-per-task=1 --mem-per-cpu=0 --time=5 \
    --output="$work/%A-%a.out" "$source/tools/slurm/array.sbatch" "$study" "$work/wrong")
until_true 60 no_jobs
grep -q "counted from 1" "$work/$wrong-0.out"
echo "Slurm ran an array of three; its shards are one run"
