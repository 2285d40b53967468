# Improvement plan.
remediation-done = 「はい」になりました
