"""Compares the engine, its readers and its tables with what people use instead. scripts/peers.sh calls it.

Takes the command, the folder of ONNX models, that of configurations, and how to call squiggle.mjs, if it can be. Prints
tables in Markdown. All times are of the processor, so other programs on the machine count little.
"""

import importlib.util
import sys
import warnings

import turns

turns.limit_threads()
warnings.filterwarnings("ignore")


def main():
    """Prints every comparison whose package is here."""
    command, onnx, configs, *squiggle = sys.argv[1:]
    import estimates
    import models

    estimates.single(squiggle)
    models.onnx_files(onnx)
    if importlib.util.find_spec("torch"):
        models.configurations(configs)
    else:
        print("\nWithout PyTorch: transformers and calflops are left out.")
    estimates.tables(command)


main()
