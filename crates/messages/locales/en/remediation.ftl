# Improvement plan.
remediation-done = became “yes”
