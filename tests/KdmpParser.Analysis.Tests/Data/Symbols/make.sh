#!/bin/sh
# Makes the images and PDBs beside this file, the same bytes each time, and what llvm-pdbutil and llvm-readobj say of them.
# Needs clang and lld-link. The tests need neither: what this writes is committed.
set -eu
cd "$(dirname "$0")"
flags="--target=x86_64-pc-windows-msvc -g -gcodeview -O1 -fno-ident -mno-stack-arg-probe -fno-builtin -fno-exceptions -fdebug-compilation-dir=. -fcoverage-compilation-dir=."
link="/nologo /Brepro /debug /nodefaultlib /dll /entry:EntryPoint /opt:ref /pdbsourcepath:X:\\build"
for pair in demo:demo.c shapes:shapes.cpp; do
    name=${pair%%:*}
    clang $flags -c "${pair#*:}" -o "$name.obj"
    lld-link $link "/out:$name.dll" "/pdb:$name.pdb" "/pdbaltpath:$name.pdb" "$name.obj"
    rm -f "$name.obj" "$name.lib"
    llvm-pdbutil dump -summary -publics -section-headers "$name.pdb" > "$name.pdbutil.txt"
    llvm-readobj --coff-exports --unwind "$name.dll" > "$name.readobj.txt"
done
