# Draws docs/images/work-precision.svg from what work_precision wrote:
#   build/bench/bin/work_precision > docs/images/work-precision.csv && gnuplot bench/work_precision.gp
set datafile separator ","
set terminal svg size 760,360 font "sans-serif,12" background "white"
set output "docs/images/work-precision.svg"
csv = "docs/images/work-precision.csv"
engine(name, column_) = sprintf("< awk -F, '$1 == \"%s\" {print $2\",\"$3\",\"$%d}' %s", name, column_, csv)

set logscale xy
set format x "10^{%T}"
set grid back lc rgb "#dddddd"
set border 3 lc rgb "#444444"
set tics nomirror
set yrange [1.3:130]
set ytics (2, 5, 10, 20, 50, 100)
set mxtics 1
set xtics 100
set ylabel "CPU time of a patient in an arm, ms"
set key top right spacing 1.1 samplen 2 width -4 font ",11"
set multiplot layout 1,2
do for [panel in "5 8"] {
  set xlabel panel eq "5" ? "error of ln N of a lesion" : "relative error of a lesion dose"
  middle = int(panel)
  plot engine("lanes", middle + 1) using 3:2 with linespoints lc rgb "#1b6ca8" lw 2 pt 7 ps 0.6 title "lanes, 95 % below", \
       engine("lanes", middle + 2) using 3:2 with linespoints lc rgb "#1b6ca8" lw 1 dt 2 pt 6 ps 0.5 title "largest", \
       engine("cvodes", middle + 1) using 3:2 with linespoints lc rgb "#c8553d" lw 2 pt 5 ps 0.6 title "CVODES, 95 % below", \
       engine("cvodes", middle + 2) using 3:2 with linespoints lc rgb "#c8553d" lw 1 dt 2 pt 4 ps 0.5 title "largest"
}
unset multiplot
