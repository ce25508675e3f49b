"""What is wrong in a guide: codes, findings, suppression, baselines, automatic fixes, output formats."""
