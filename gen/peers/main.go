//go:build whole

package main

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/names"
)

// verbose also prints explained differences.
var verbose bool

func main() {
	cases := flag.Int("cases", 100, "requests and responses per operation")
	seed := flag.Uint64("seed", 20221003, "seed of the random values")
	only := flag.String("only", "", "comma-separated operations; default: all")
	show := flag.Int("print", 40, "number of unexplained differences on the wire to print")
	flag.BoolVar(&verbose, "v", false, "also print differences because the SDK's model is newer")
	flag.Parse()
	clean, err := compare(*cases, *seed, *only, *show)
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(2)
	}
	if !clean {
		os.Exit(1)
	}
}

// compare runs every comparison and prints the results.
func compare(cases int, seed uint64, only string, show int) (clean bool, err error) {
	dir, err := apimodel.Dir()
	if err != nil {
		return false, err
	}
	model, err := apimodel.Load(dir)
	if err != nil {
		return false, err
	}
	clean = true
	if only == "" {
		if clean, err = compareNames(model); err != nil {
			return false, err
		}
	}
	start := time.Now()
	result := compareWire(model, operationsOf(model, only), cases, seed)
	known, err := findings.Read("differences-wire.yaml")
	if err != nil {
		return false, err
	}
	return result.print(known, only == "" && cases >= 100, show, time.Since(start)) && clean, nil
}

func operationsOf(model *apimodel.Model, only string) []*apimodel.Operation {
	var list []*apimodel.Operation
	for _, op := range model.Operations {
		if only == "" || strings.Contains(","+only+",", ","+op.Name+",") {
			list = append(list, op)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

const (
	sdkPath  = "github.com/aws/aws-sdk-go-v2/service/ec2"
	oursPath = "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
)

// compareNames compares everything that the packages export.
func compareNames(model *apimodel.Model) (clean bool, err error) {
	packages, err := names.Load(sdkPath, sdkPath+"/types", oursPath, oursPath+"/types")
	if err != nil {
		return false, err
	}
	sdk, ours := names.Of(packages[0], packages[1]), names.Of(packages[2], packages[3])
	table, err := names.ReadTable("differences-names.yaml")
	if err != nil {
		return false, err
	}
	known := names.NewModel(model)
	var newer, older, listed int
	var unexplained []names.Difference
	for _, d := range names.Compare(sdk, ours) {
		switch {
		case covered(table, d):
			listed++
		case known.Newer(d):
			newer++
			if verbose {
				fmt.Println("names: newer than the model:", d)
			}
		case known.Older(d, sdk):
			older++
			if verbose {
				fmt.Println("names: unknown to the SDK:", d)
			}
		default:
			unexplained = append(unexplained, d)
		}
	}
	for _, d := range unexplained {
		fmt.Println("names:", d)
	}
	idle := names.Idle(table)
	for _, entry := range idle {
		fmt.Println("names: differences-names.yaml: no longer fires, remove it:", entry)
	}
	fmt.Printf("names: %d in the SDK, %d generated; %d of the SDK's are newer than the model, %d of the model's are "+
		"unknown to the SDK, %d are listed with a reason, %d unexplained\n",
		len(sdk), len(ours), newer, older, listed, len(unexplained))
	return len(unexplained)+len(idle) == 0, nil
}

func covered(table []*names.Entry, d names.Difference) bool {
	for _, entry := range table {
		if entry.Covers(d) {
			return true
		}
	}
	return false
}
