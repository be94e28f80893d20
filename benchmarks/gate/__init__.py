"""Whether the running appliance is as right and as quick as when it was recorded: what upgrades ask."""
