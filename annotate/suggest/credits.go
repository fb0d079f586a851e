package suggest

// Credits say whose data the suggestions stand on, and under which licence: a line for each source.
func Credits() string {
	return `Names of states, territories and regions, currencies, units and numbers: Unicode CLDR 48, under the Unicode License 3.0.
People, organisations, cities, peoples, events and titles: our own lists, CC0.`
}
