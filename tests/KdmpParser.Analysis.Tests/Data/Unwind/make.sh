#!/bin/sh
# Makes the images and the traces anew: with GCC and binutils for Windows (MinGW-w64), with clang and lld-link, and with GCC of an x64 Linux, where the code is run.
set -e
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

x86_64-w64-mingw32-gcc -O2 -ffreestanding -fno-builtin -fno-ident -c code.c -o "$build/gnu.o"
x86_64-w64-mingw32-ld -shared --no-insert-timestamp -s --image-base 0x180000000 --disable-dynamicbase -e 0 "$build/gnu.o" -o gnu.dll

clang --target=x86_64-pc-windows-msvc -O2 -ffreestanding -fno-builtin -fasynchronous-unwind-tables -c code.c -o "$build/code.o"
clang --target=x86_64-pc-windows-msvc -c frames.s -o "$build/frames.o"
lld-link /dll /noentry /nodefaultlib /brepro /base:0x180000000 /fixed /export:run /export:interrupted /export:faulted /export:interrupted_exit \
    /export:interrupted_end /export:faulted_exit /export:faulted_end /export:interrupt_deep "$build/code.o" "$build/frames.o" "/out:$build/llvm.dll"
cp "$build/llvm.dll" .
chmod 644 gnu.dll llvm.dll

for name in gnu llvm; do
    x86_64-w64-mingw32-objdump -p $name.dll | sed -n '/interpreted .pdata/,$p' | grep -E '^ 0|pc\+' > $name.unwind.txt
done

gcc -O2 -Wall trace.c -o "$build/trace"
"$build/trace" gnu.dll "$build/gnu.trace"
"$build/trace" llvm.dll "$build/llvm.trace"
"$build/trace" llvm.dll "$build/interrupts.trace" interrupt
for name in gnu llvm interrupts; do
    gzip -n9c "$build/$name.trace" > "$name.trace.gz"
done
ls -l *.dll *.txt *.gz
