"""Problems in a guide: codes, findings, suppression, baselines, automatic fixes and output formats."""
