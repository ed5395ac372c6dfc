# Sourced by ./run and ./test: sets $root and $python, or says which Python is needed.
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[1]}")")" && pwd)"
python="${PYTHON:-python3}"
if ! command -v "$python" >/dev/null; then
  echo "Không tìm thấy $python. Cần Python 3.11 trở lên; trên Debian, Ubuntu: sudo apt install python3 python3-pip" >&2
  echo "$python was not found. Python 3.11 or later is needed; on Debian, Ubuntu: sudo apt install python3 python3-pip" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$python là $("$python" --version 2>&1), cần 3.11 trở lên; chỉ định bản khác: PYTHON=python3.12 $0" >&2
  echo "$python is $("$python" --version 2>&1), 3.11 or later is needed; name another one: PYTHON=python3.12 $0" >&2
  exit 1
fi
export PYTHONPATH="$root/src" PYTHONUTF8=1
