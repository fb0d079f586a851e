"""doccano's own application, without its page: projects, import and export as its tasks do them."""
import importlib.util, os, sys, zipfile
from pathlib import Path


def start(folder):
    """Its settings as for a server, with an empty SQLite database in the folder."""
    home = Path(importlib.util.find_spec("backend").submodule_search_locations[0])
    sys.path.insert(0, str(home))
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.development", DATABASE_URL=f"sqlite:///{folder}/doccano.sqlite3",
                      MEDIA_ROOT=f"{folder}/media", DEBUG="False")
    import django
    django.setup()
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    call_command("create_roles")
    from django.contrib.auth.models import User
    return User.objects.create_user("ada")


def load(user, path, allow_overlapping=True):
    """A new project with what is in the file of JSON lines, and its errors."""
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.conf import settings
    from projects.models import ProjectType, SequenceLabelingProject
    kind = ProjectType.SEQUENCE_LABELING
    project = SequenceLabelingProject.objects.create(name="check", project_type=kind, created_by=user, allow_overlapping=allow_overlapping, collaborative_annotation=True)
    project.add_admin()
    data = load_dataset(kind, create_file_format("JSONL"), [FileName(str(path), "x", Path(path).name)], project,
                        encoding="utf_8", column_data="text", column_label="label")
    data.save(user, batch_size=settings.IMPORT_BATCH_SIZE)
    return project, data.errors


def dump(project, out):
    """The project in the file that its page offers as JSONL."""
    from data_export.celery_tasks import export_dataset
    archive = export_dataset(project.id, "JSONL", False)
    Path(out).write_bytes(zipfile.ZipFile(archive).read("all.jsonl"))
