# Run by sh inside fresh namespaces, with root's powers over them alone. Builds an empty root of nothing but /usr (read-only), a
# few devices, /proc of this namespace and an empty scratch directory in memory, makes it the only one, drops every power, and
# becomes the supervisor. Arguments: bytes and files of the scratch directory; the options of setpriv end with "--"; a command.
set -e
# Only ever in a user namespace that maps one user: what follows would change the machine itself otherwise.
read -r _ _ users < /proc/self/uid_map
[ "$users" = 1 ] || { echo "not in a user namespace of its own" >&2; exit 1; }
scratch_bytes=$1; scratch_files=$2; shift 2

mount -t tmpfs -o size=1m,mode=755,nosuid,nodev root /tmp
cd /tmp
mkdir usr dev etc proc scratch old

mount --rbind /usr usr
mount -o remount,bind,ro,nosuid,nodev usr
for name in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$name" ]; then
    ln -s "$(readlink "/$name")" "$name"
  elif [ -d "/$name" ]; then
    mkdir "$name"
    mount --rbind "/$name" "$name"
    mount -o remount,bind,ro,nosuid,nodev "$name"
  fi
done

# Debian's numerical libraries are found through these two; neither says anything of the machine's users.
if [ -d /etc/alternatives ]; then
  mkdir etc/alternatives
  mount --bind /etc/alternatives etc/alternatives
  mount -o remount,bind,ro,nosuid,nodev etc/alternatives
fi
if [ -f /etc/ld.so.cache ]; then cp /etc/ld.so.cache etc/ld.so.cache; fi

# No zero: mapped and shared it is memory that no process has as its own.
for name in null urandom; do
  : > "dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done

# A mount below these is a mount of its own, with its own say on what may be written.
while read -r _ _ _ _ target _; do
  case $target in
    /tmp/usr/*|/tmp/bin/*|/tmp/sbin/*|/tmp/lib*/*)
      # Spaces and the like are written in octal there, as printf reads them.
      case $target in *\\*) target=$(printf "$(printf %s "$target" | sed 's/%/%%/g')") ;; esac
      mount -o remount,bind,ro,nosuid,nodev "$target" ;;
  esac
done < /proc/self/mountinfo

mount -t tmpfs -o "size=$scratch_bytes,nr_inodes=$scratch_files,mode=1777,nosuid,nodev" scratch scratch

mount -t proc -o nosuid,nodev,noexec proc proc
# When the machine's memory runs out, the sandbox is the first to go.
echo 1000 > proc/self/oom_score_adj || :
# No namespaces inside: in one of its own a program would be root again.
echo 0 > proc/sys/user/max_user_namespaces
mount -o remount,bind,ro,nosuid,nodev,noexec proc
# These tell of the machine and its users, not of the namespace.
for name in cmdline keys key-users; do
  if [ -e "proc/$name" ]; then mount --bind dev/null "proc/$name"; fi
done

pivot_root . old
cd /
umount -l old
rmdir old
mount -o remount,bind,ro,nosuid,nodev /
cd /scratch
exec setpriv "$@"
