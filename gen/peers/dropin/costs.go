package main

// This file prints the costs of building, before and after.

import "fmt"

func printCosts(results []*result) {
	fmt.Print("\n| program | operations | drop-in | cold build, CPU | memory | after a change | binary " +
		"|\n|---|---|---|---|---|---|---|\n")
	for _, r := range results {
		a, b := r.before, r.after
		fmt.Printf("| %s | %d | %.0f KB | %s | %s | %s | %s |\n", r.name, r.operations, float64(r.size)/1e3,
			pair("%.1f s", a.cold.CPU.Seconds(), b.cold.CPU.Seconds()),
			pair("%.0f MB", float64(a.cold.Peak)/1e6, float64(b.cold.Peak)/1e6),
			pair("%.1f s", a.warm.Wall.Seconds(), b.warm.Wall.Seconds()),
			pair("%.1f MB", float64(a.binary)/1e6, float64(b.binary)/1e6))
	}
}

// pair formats a figure before and after, and their ratio.
func pair(format string, before, after float64) string {
	return fmt.Sprintf(format+" → "+format+" (%.1f×)", before, after, before/after)
}
