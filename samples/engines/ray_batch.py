"""Filters a folder of pictures on a Ray cluster: each actor keeps one warm 'lenslet worker'.

  python ray_batch.py PHOTOS OUT -k sobel [further options of 'lenslet worker filter']

PHOTOS and OUT are folders that every node sees under the same name. Names go out and records come
back; pixels pass through files alone. A job that Ray gives twice, after a node was lost, makes the same
files again, byte for byte, so that results are there exactly once.
"""
import json
import pathlib
import subprocess
import sys

import ray

JOB = 32  # pictures a job: a node that is lost loses as many
EXTENSIONS = (".png", ".jpg", ".jpeg")


class Worker:
    """A running 'lenslet worker', started again if it has broken."""

    def __init__(self, out, options):
        self.command = ["lenslet", "worker", "filter", "-o", out, "--jobs", "1", *options]
        self.process = None

    def __call__(self, batch):
        jobs = [json.loads(job) for job in batch["job"]]
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        answers = []
        for job in jobs:
            print(json.dumps(job), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
            if not line:
                # Ray tries the batch again, on this node or another.
                raise RuntimeError(f"the worker broke with status {self.process.wait()}")
            answers.append(line)
        return {"answer": answers}


def main():
    photos, out, *options = sys.argv[1:]
    root = pathlib.Path(photos)
    names = sorted(
        f"{root}/./{path.relative_to(root)}" for path in root.rglob("*")
        if path.suffix.lower() in EXTENSIONS)
    jobs = [
        {"job": json.dumps({"id": str(start), "inputs": names[start:start + JOB]})}
        for start in range(0, len(names), JOB)]
    ray.init(log_to_driver=False)
    nodes = int(ray.cluster_resources()["CPU"])
    answers = ray.data.from_items(jobs, override_num_blocks=min(len(jobs), 8 * nodes)).map_batches(
        Worker, fn_constructor_args=(out, options), batch_size=1, concurrency=nodes)
    failed = 0
    for row in answers.iter_rows():
        answer = json.loads(row["answer"])
        if answer["status"] == "refused":
            sys.exit(f"{answer['id']}: {answer['error']}")
        for record in answer["records"]:
            if record["status"] == "failed":
                failed += 1
                print(record["error"], file=sys.stderr)
    print(f"{len(names)} pictures, {failed} failed")
    sys.exit(1 if failed else 0)


main()
