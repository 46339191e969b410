# Isolation, as SHOW tells it.
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE
SHOW transaction_isolation
BEGIN
SHOW transaction_isolation
COMMIT
BEGIN ISOLATION LEVEL REPEATABLE READ
SHOW transaction_isolation
COMMIT
SHOW default_transaction_isolation
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED
SHOW transaction_isolation
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
SHOW transaction_isolation
BEGIN
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ
SHOW transaction_isolation
COMMIT
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY
SHOW transaction_read_only
UPDATE t_user SET name = 'x'
SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE
UPDATE t_user SET name = 'y'
# Prepared statements by name.
PREPARE s AS SELECT order_id FROM t_order WHERE user_id = $1 AND price > $2 ORDER BY order_id
EXECUTE s(1, 11)
EXECUTE s(1, 0.5 + 0.5)
EXECUTE s(1)
PREPARE s AS SELECT 1
DEALLOCATE s
EXECUTE s(1, 1)
PREPARE t (int, text) AS UPDATE t_user SET name = $2 || '!' WHERE id = $1
EXECUTE t(2, 'executed')
SELECT name FROM t_user ORDER BY id
DEALLOCATE ALL
EXECUTE t(2, 'x')
# Savepoints and the state after an error.
BEGIN
UPDATE t_user SET name = 'one' WHERE id = 1
SAVEPOINT a
INSERT INTO t_user (id, name) VALUES (101, 'a'), (102, 'b'), (1, 'there already')
SELECT 1
UPDATE t_user SET name = 'two'
ROLLBACK TO SAVEPOINT a
SELECT id, name FROM t_user ORDER BY id
DELETE FROM t_order WHERE user_id IN (SELECT id FROM t_user WHERE score > 15)
SAVEPOINT b
DELETE FROM t_order
ROLLBACK TO b
SELECT order_id FROM t_order ORDER BY order_id
RELEASE SAVEPOINT a
ROLLBACK TO a
COMMIT
SELECT id, name FROM t_user ORDER BY id
SELECT COUNT(*) FROM t_order
SAVEPOINT outside
# Access modes.
BEGIN READ ONLY
SELECT COUNT(*) FROM t_user
UPDATE t_user SET name = 'x'
ROLLBACK
START TRANSACTION ISOLATION LEVEL SERIALIZABLE
UPDATE t_user SET name = 'x' WHERE score > (SELECT AVG(price) FROM t_order)
COMMIT
SELECT id, name FROM t_user ORDER BY id
refused SELECT lastval()
refused SELECT currval('nowhere')
