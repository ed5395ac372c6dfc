"""What `thuocdo serve` prints once it answers: a process of its own, so that serving itself loads no Django."""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
    django.setup()
    from thuocdo.common.models import Installation

    if any(row.is_demonstration for row in Installation.objects.all()):
        from thuocdo.sample import print_sign_ins

        print_sign_ins()


if __name__ == "__main__":
    main()
