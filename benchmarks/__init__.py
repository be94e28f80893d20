"""Measures: how right, how fast, against what. Stands above the appliance and asks it as anyone would."""
