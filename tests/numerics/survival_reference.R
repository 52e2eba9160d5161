# Prints the numbers that cox_, competing_risks_, restricted_mean_, survival_ and statistics_test.cpp compare with:
#   Rscript tests/numerics/survival_reference.R        (r-base-core, r-cran-survival, r-cran-cmprsk of Debian 12)
# With a folder, writes the data sets there first (tests/numerics/data holds them):
#   Rscript tests/numerics/survival_reference.R tests/numerics/data
suppressMessages({library(survival); library(cmprsk)})
options(digits = 12, width = 120)
cat(R.version.string, "survival", format(packageVersion("survival")), "cmprsk", format(packageVersion("cmprsk")), "\n")

# NCCTG lung cancer: Loprinzi et al., J Clin Oncol 12:601 (1994). One patient without ECOG status is left out.
lung2 <- na.omit(lung[c("time", "status", "age", "sex", "ph.ecog")])
lung2$status <- lung2$status - 1
# Veterans' Administration lung cancer trial: Kalbfleisch & Prentice (1980), data set I.
veteran2 <- transform(veteran, celltype = as.integer(celltype))[c("time", "status", "trt", "karno", "age", "celltype")]
# The first 300 of the MGUS cohort of Mayo Clinic: Kyle et al., N Engl J Med 346:564 (2002). Months to the first of
# progression to a plasma cell malignancy (1) and death (2); 0 is censored.
mgus3 <- head(mgus2, 300)
mgus3$time <- with(mgus3, ifelse(pstat == 1, ptime, futime))
mgus3$cause <- with(mgus3, ifelse(pstat == 1, 1, 2 * death))
mgus3 <- transform(mgus3, male = as.integer(sex == "M"))[c("time", "cause", "male")]

folder <- commandArgs(trailingOnly = TRUE)
if (length(folder) == 1) {
    save <- function(data, name) write.csv(data, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
    save(lung2, "lung"); save(veteran2, "veteran"); save(mgus3, "mgus2")
}

section <- function(...) cat("\n##", ..., "\n")
show_cox <- function(fit) {
    print(cbind(coef = coef(fit), se = sqrt(diag(vcov(fit)))))
    cat("loglik", format(fit$loglik, digits = 14), "\n")
    s <- summary(fit)
    print(rbind(likelihood = s$logtest, score = s$sctest, wald = fit$wald.test))
    for (clock in c("km", "identity")) { cat(clock, "\n"); print(cox.zph(fit, transform = clock)$table) }
}
control <- coxph.control(eps = 1e-13, iter.max = 60, toler.chol = 1e-14)

section("lung, age + sex + ECOG")
show_cox(coxph(Surv(time, status) ~ age + sex + ph.ecog, lung2, control = control))
section("veteran, treatment + Karnofsky + age, strata of cell type")
show_cox(coxph(Surv(time, status) ~ trt + karno + age + strata(celltype), veteran2, control = control))
section("lung, sex alone")
show_cox(coxph(Surv(time, status) ~ sex, lung2, control = control))

section("log-rank: lung by sex; veteran by treatment; the latter in strata of cell type")
show_test <- function(test) print(c(chisq = test$chisq, observed = rowSums(cbind(test$obs)), expected = rowSums(cbind(test$exp))))
show_test(survdiff(Surv(time, status) ~ sex, lung2))
show_test(survdiff(Surv(time, status) ~ trt, veteran2))
show_test(survdiff(Surv(time, status) ~ trt + strata(celltype), veteran2))

section("restricted mean, lung by sex, 365 and 700 days")
for (until in c(365, 700)) print(summary(survfit(Surv(time, status) ~ sex, lung2), rmean = until)$table[, c("rmean", "se(rmean)")])

section("cumulative incidence, mgus2, months 12, 60, 120, 240")
multi <- survfit(Surv(time, factor(cause, 0:2)) ~ 1, mgus3)
at <- summary(multi, times = c(12, 60, 120, 240))
print(cbind(time = at$time, at$pstate[, 2:3], at$std.err[, 2:3]))
cat("death at month 60, interval on the scale of log(-log F)\n")
with(list(f = at$pstate[2, 3], se = at$std.err[2, 3]), print(f^exp(c(1, -1) * qnorm(0.975) * se / (f * abs(log(f))))))
section("the same by cmprsk: estimates and variances (Aalen's, not Greenwood's)")
print(timepoints(cuminc(mgus3$time, mgus3$cause), c(12, 60, 120, 240)))
section("cause-specific log-rank by sex: progression, death")
for (k in 1:2) show_test(survdiff(Surv(time, cause == k) ~ male, mgus3))

section("Holm and Bonferroni")
p <- c(0.01, 0.04, 0.03, 0.2)
print(rbind(p.adjust(p, "holm"), p.adjust(p, "bonferroni")))
