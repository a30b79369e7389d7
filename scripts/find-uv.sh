# Sets $uv: the one on PATH, or one that is fetched into .tools. Sourced by ./run and ./test.
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  for py in python3 python; do command -v $py >/dev/null 2>&1 && break; done
  if [ -x .tools/bin/uv ]; then uv=.tools/bin/uv
  elif $py -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install -q --disable-pip-version-check uv; then uv=.tools/bin/uv
  elif rm -rf .tools && $py -m pip install -q --disable-pip-version-check --target .tools uv 2>/dev/null; then uv=.tools/bin/uv
  else
    rm -rf .tools
    echo "Budget App needs uv, or a Python that can make environments." >&2
    echo "On Debian or Ubuntu: sudo apt install python3-venv" >&2
    exit 1
  fi
fi
