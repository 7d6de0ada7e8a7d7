"""Filters a folder of pictures with Spark: each partition has one warm 'lenslet worker'.

  spark-submit spark_batch.py PHOTOS OUT -k sobel [further options of 'lenslet worker filter']

PHOTOS and OUT are folders that every executor sees under the same name. Names go out and records come
back; pixels pass through files alone. Spark runs a partition again whose executor was lost: that makes
the same files, byte for byte, so that results are there exactly once.
"""
import json
import pathlib
import subprocess
import sys

from pyspark.sql import SparkSession

EXTENSIONS = (".png", ".jpg", ".jpeg")


def worker(out, options):
    """What is done with the names of a partition."""

    def work(names):
        names = list(names)
        process = subprocess.run(
            ["lenslet", "worker", "filter", "-o", out, "--jobs", "1", *options],
            input="".join(json.dumps({"id": name, "inputs": [name]}) + "\n" for name in names),
            stdout=subprocess.PIPE, text=True)
        answers = process.stdout.splitlines()
        if process.returncode != 0 or len(answers) != len(names):
            # A task that fails is tried again, on this executor or another.
            raise RuntimeError(f"the worker broke with status {process.returncode}")
        return answers

    return work


def main():
    photos, out, *options = sys.argv[1:]
    root = pathlib.Path(photos)
    names = sorted(
        f"{root}/./{path.relative_to(root)}" for path in root.rglob("*")
        if path.suffix.lower() in EXTENSIONS)
    spark = SparkSession.builder.appName("lenslet").getOrCreate()
    parts = max(1, min(len(names) // 32, 8 * spark.sparkContext.defaultParallelism))
    answers = spark.sparkContext.parallelize(names, parts).mapPartitions(worker(out, options))
    failed = 0
    for answer in map(json.loads, answers.toLocalIterator()):
        if answer["status"] == "refused":
            sys.exit(f"{answer['id']}: {answer['error']}")
        for record in answer["records"]:
            if record["status"] == "failed":
                failed += 1
                print(record["error"], file=sys.stderr)
    print(f"{len(names)} pictures, {failed} failed")
    spark.stop()
    sys.exit(1 if failed else 0)


main()
