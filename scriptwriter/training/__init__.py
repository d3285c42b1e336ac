"""The training room: fine-tuning a model on a writer's own works. The only home of torch.

It runs as a process of its own, ``python -m scriptwriter.training JOB.json``; see ``services.training_job`` for what
goes in and what comes out, and ``training.run`` for the stages on one page.
"""
