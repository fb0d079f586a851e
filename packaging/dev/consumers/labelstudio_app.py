"""Label Studio's own application, asked through its API without a network between."""
import importlib.util, json, os, sys
from pathlib import Path


def start(folder):
    """A client of it, with an empty SQLite database in the folder."""
    home = Path(importlib.util.find_spec("label_studio").submodule_search_locations[0])
    sys.path.insert(0, str(home))
    os.environ.update(DJANGO_SETTINGS_MODULE="core.settings.label_studio", LABEL_STUDIO_BASE_DATA_DIR=str(folder), DJANGO_DB="sqlite",
                      COLLECT_ANALYTICS="False", LATEST_VERSION_CHECK="False", LOG_LEVEL="ERROR", DEBUG="False", SENTRY_DSN="", FRONTEND_SENTRY_DSN="", DATA_UPLOAD_MAX_MEMORY_SIZE=str(1 << 32))
    import django
    django.setup()
    from django.conf import settings
    settings.ALLOWED_HOSTS = ["*"]
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from organizations.models import Organization
    from rest_framework.test import APIClient
    from users.models import User
    user = User.objects.create_user(email="ada@example.com", password="not asked for")
    user.active_organization = Organization.create_organization(created_by=user, title="check")
    user.save()
    client = APIClient()
    client.force_authenticate(user=user)
    return client


def good(answer):
    assert answer.status_code < 300, (answer.status_code, str(getattr(answer, "data", ""))[:2000])
    return answer


def load(client, config, tasks):
    """A new project with the configuration and the tasks, which are the bytes of a file."""
    project = good(client.post("/api/projects", {"title": "check", "label_config": config}, format="json")).json()["id"]
    counts = good(client.post(f"/api/projects/{project}/import", tasks, content_type="application/json")).json()
    return project, {k: counts[k] for k in ("task_count", "annotation_count", "prediction_count")}


def dump(client, project, form):
    """The project in the file that its page offers as JSON, JSON_MIN and so on."""
    answer = good(client.get(f"/api/projects/{project}/export", {"exportType": form, "download_all_tasks": "true"}))
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
